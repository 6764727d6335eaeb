package io.waggle.approval;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.camunda.feel.syntaxtree.ConstContext;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.Exp;
import org.camunda.feel.syntaxtree.Filter;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;
import org.jspecify.annotations.Nullable;
import scala.Product;
import scala.Tuple2;
import scala.collection.Iterable;
import scala.collection.Iterator;

/** The names in a FEEL expression that have to be given from outside. */
final class FreeNames {
  private final Set<String> used = new LinkedHashSet<>();
  private final Set<String> bound = new HashSet<>();

  private FreeNames() {}

  /** In the order in which they stand there; those in the condition of a filter are left out. */
  static Set<String> of(Exp expression) {
    FreeNames names = new FreeNames();
    names.look(expression);
    names.used.removeAll(names.bound);
    return names.used;
  }

  private void look(@Nullable Object node) {
    switch (node) {
      case Ref ref -> used.add(ref.names().head());
      // its condition may name members of what is filtered
      case Filter filter -> look(filter.list());
      case For loop -> {
        bind(loop.iterators());
        children(loop);
      }
      case SomeItem some -> {
        bind(some.iterators());
        children(some);
      }
      case EveryItem every -> {
        bind(every.iterators());
        children(every);
      }
      case ConstContext context -> {
        bind(context.entries());
        children(context);
      }
      case FunctionDefinition function -> {
        function.parameters().foreach(bound::add);
        children(function);
      }
      case Iterable<?> many -> each(many.iterator());
      case Product other -> children(other);
      case null -> {
        // nothing
      }
      default -> {
        // a name or a number
      }
    }
  }

  private void children(Product node) {
    each(node.productIterator());
  }

  private void each(Iterator<?> nodes) {
    while (nodes.hasNext()) {
      look(nodes.next());
    }
  }

  private void bind(Iterable<Tuple2<String, Exp>> names) {
    names.foreach(name -> bound.add(name._1()));
  }
}
