package io.waggle.embedded.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.protocol.rest.UserTaskAssignmentRequest;
import io.camunda.client.protocol.rest.UserTaskCompletionRequest;
import io.camunda.client.protocol.rest.UserTaskUpdateRequest;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.waggle.embedded.command.LogCommands;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.StreamSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** {@code /user-tasks}: what is done with them. */
final class UserTaskChanges {
  private final LogCommands commands;
  private final ApiJson json;

  UserTaskChanges(LogCommands commands, ApiJson json) {
    this.commands = commands;
    this.json = json;
  }

  void at(Endpoints endpoints) {
    endpoints
        .post("/user-tasks/{userTaskKey}/assignment", this::assign)
        .delete("/user-tasks/{userTaskKey}/assignee", this::unassign)
        .post("/user-tasks/{userTaskKey}/completion", this::complete)
        .patch("/user-tasks/{userTaskKey}", this::update);
  }

  private @Nullable Object assign(Exchange exchange) {
    UserTaskAssignmentRequest request = exchange.body(UserTaskAssignmentRequest.class);
    UserTaskRecord task =
        task(exchange)
            .setAssignee(Exchange.require("assignee", request.getAssignee()))
            .setAction(or(request.getAction(), "assign"));
    if (request.getAllowOverride() == null || request.getAllowOverride()) {
      commands.assign(task);
    } else {
      commands.claim(task);
    }
    return null;
  }

  private @Nullable Object unassign(Exchange exchange) {
    commands.assign(task(exchange).setAssignee("").setAction("unassign"));
    return null;
  }

  private @Nullable Object complete(Exchange exchange) {
    UserTaskCompletionRequest request = exchange.body(UserTaskCompletionRequest.class);
    UserTaskRecord task = task(exchange).setAction(or(request.getAction(), "complete"));
    if (request.getVariables() != null) {
      task.setVariables(
          new UnsafeBuffer(MsgPackConverter.convertToMsgPack(json.text(request.getVariables()))));
    }
    commands.complete(task);
    return null;
  }

  private @Nullable Object update(Exchange exchange) {
    JsonNode request = exchange.tree(UserTaskUpdateRequest.class);
    UserTaskRecord task = task(exchange).setAction(request.path("action").asText("update"));
    change(task, request.path("changeset"));
    if (!task.hasChangedAttributes() && !request.has("action")) {
      throw ApiProblem.badRequest(
          "No update data provided: a changeset with at least one value, or an action.");
    }
    commands.update(task);
    return null;
  }

  /** What is absent stays; what is empty is taken away. */
  private static void change(UserTaskRecord task, JsonNode changes) {
    if (changes.hasNonNull("dueDate")) {
      task.setDueDate(date("dueDate", changes)).setDueDateChanged();
    }
    if (changes.hasNonNull("followUpDate")) {
      task.setFollowUpDate(date("followUpDate", changes)).setFollowUpDateChanged();
    }
    if (changes.hasNonNull("candidateGroups")) {
      task.setCandidateGroupsList(texts(changes.get("candidateGroups")))
          .setCandidateGroupsChanged();
    }
    if (changes.hasNonNull("candidateUsers")) {
      task.setCandidateUsersList(texts(changes.get("candidateUsers"))).setCandidateUsersChanged();
    }
    if (changes.hasNonNull("priority")) {
      task.setPriority(changes.get("priority").asInt()).setPriorityChanged();
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static String date(String name, JsonNode changes) {
    String text = changes.get(name).asText();
    try {
      return text.isEmpty() ? text : ZonedDateTime.parse(text).toString();
    } catch (DateTimeException e) {
      throw ApiProblem.badRequest(
          "The provided %s '%s' cannot be parsed as a date according to RFC 3339, section 5.6."
              .formatted(name, text));
    }
  }

  private static UserTaskRecord task(Exchange exchange) {
    return new UserTaskRecord().setUserTaskKey(exchange.key("userTaskKey"));
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
