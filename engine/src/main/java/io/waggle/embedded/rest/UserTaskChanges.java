package io.waggle.embedded.rest;

import io.camunda.client.protocol.rest.Changeset;
import io.camunda.client.protocol.rest.UserTaskAssignmentRequest;
import io.camunda.client.protocol.rest.UserTaskCompletionRequest;
import io.camunda.client.protocol.rest.UserTaskUpdateRequest;
import io.camunda.zeebe.protocol.impl.encoding.MsgPackConverter;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import io.waggle.embedded.command.UserTaskCommands;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** {@code /user-tasks}: what is done with them. */
final class UserTaskChanges {
  private final UserTaskCommands commands;
  private final ApiJson json;

  UserTaskChanges(UserTaskCommands commands, ApiJson json) {
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
    String assignee = Exchange.require("assignee", request.getAssignee());
    boolean override = request.getAllowOverride() == null || request.getAllowOverride();
    commands.execute(
        override ? UserTaskIntent.ASSIGN : UserTaskIntent.CLAIM,
        task(exchange).setAssignee(assignee).setAction(or(request.getAction(), "assign")),
        UserTaskIntent.ASSIGNED);
    return null;
  }

  private @Nullable Object unassign(Exchange exchange) {
    commands.execute(
        UserTaskIntent.ASSIGN,
        task(exchange).setAssignee("").setAction("unassign"),
        UserTaskIntent.ASSIGNED);
    return null;
  }

  private @Nullable Object complete(Exchange exchange) {
    UserTaskCompletionRequest request = exchange.body(UserTaskCompletionRequest.class);
    UserTaskRecord task = task(exchange).setAction(or(request.getAction(), "complete"));
    if (request.getVariables() != null) {
      task.setVariables(
          new UnsafeBuffer(MsgPackConverter.convertToMsgPack(json.text(request.getVariables()))));
    }
    commands.execute(UserTaskIntent.COMPLETE, task, UserTaskIntent.COMPLETED);
    return null;
  }

  private @Nullable Object update(Exchange exchange) {
    UserTaskUpdateRequest request = exchange.body(UserTaskUpdateRequest.class);
    UserTaskRecord task = task(exchange).setAction(or(request.getAction(), "update"));
    if (request.getChangeset() != null) {
      change(task, request.getChangeset());
    }
    if (!task.hasChangedAttributes() && request.getAction() == null) {
      throw ApiProblem.badRequest(
          "No update data provided: a changeset with at least one value, or an action.");
    }
    commands.execute(UserTaskIntent.UPDATE, task, UserTaskIntent.UPDATED);
    return null;
  }

  /** What is absent stays; what is empty is taken away. */
  private static void change(UserTaskRecord task, Changeset changes) {
    if (changes.getDueDate() != null) {
      task.setDueDate(date("dueDate", changes.getDueDate())).setDueDateChanged();
    }
    if (changes.getFollowUpDate() != null) {
      task.setFollowUpDate(date("followUpDate", changes.getFollowUpDate()))
          .setFollowUpDateChanged();
    }
    if (changes.getCandidateGroups() != null) {
      task.setCandidateGroupsList(changes.getCandidateGroups()).setCandidateGroupsChanged();
    }
    if (changes.getCandidateUsers() != null) {
      task.setCandidateUsersList(changes.getCandidateUsers()).setCandidateUsersChanged();
    }
    if (changes.getPriority() != null) {
      task.setPriority(changes.getPriority()).setPriorityChanged();
    }
  }

  private static String date(String name, String text) {
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
