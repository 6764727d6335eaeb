package io.waggle.console.access;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page; a parameter of this type of any controller of the console is that person.
 *
 * @param name by which decisions are recorded
 * @param roles what the person may do
 * @param groups ids of groups, as gates name them
 * @param inEveryGroup whether the person counts as a member of every group: on loopback, where
 *     nobody logs in
 */
public record Person(String name, Set<Role> roles, Set<String> groups, boolean inEveryGroup) {
  public Person {
    roles = Set.copyOf(roles);
    groups = Set.copyOf(groups);
  }

  /**
   * @return whether the person may do what that role is for
   */
  public boolean may(Role role) {
    return role == Role.VIEWER ? !roles.isEmpty() : roles.contains(role);
  }

  /**
   * @return whether the person decides; for templates
   */
  public boolean decides() {
    return may(Role.DECIDER);
  }

  /**
   * @return whether the person operates runs; for templates
   */
  public boolean operates() {
    return may(Role.OPERATOR);
  }

  /**
   * @param users who are asked by name
   * @param ofGroups groups that are asked; with no users either: everybody
   * @param assignee who has taken the question; null: nobody
   * @return whether a question is put to the person
   */
  public boolean isAsked(
      Collection<String> users, Collection<String> ofGroups, @Nullable String assignee) {
    return (users.isEmpty() && ofGroups.isEmpty() && (assignee == null || inEveryGroup))
        || name.equals(assignee)
        || users.contains(name)
        || inEveryGroup
        || ofGroups.stream().anyMatch(groups::contains);
  }
}
