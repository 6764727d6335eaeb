package io.waggle.embedded.command;

import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivateJobsResponse;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.ActivatedJob;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceRequest;
import io.camunda.zeebe.gateway.protocol.GatewayOuterClass.CreateProcessInstanceResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tags of the process instances that were created over gRPC: jobs of an instance have them, as in
 * Camunda. The test engine's gateway drops them.
 */
final class InstanceTags {
  private final Map<Long, List<String>> tags = new ConcurrentHashMap<>();

  /** Takes note of the instance that is created. */
  StreamObserver<CreateProcessInstanceResponse> remember(
      CreateProcessInstanceRequest request, StreamObserver<CreateProcessInstanceResponse> answers) {
    if (request.getTagsCount() == 0) {
      return answers;
    }
    return new StreamObserver<>() {
      @Override
      public void onNext(CreateProcessInstanceResponse created) {
        tags.put(created.getProcessInstanceKey(), List.copyOf(request.getTagsList()));
        answers.onNext(created);
      }

      @Override
      public void onError(Throwable refused) {
        answers.onError(refused);
      }

      @Override
      public void onCompleted() {
        answers.onCompleted();
      }
    };
  }

  /** The same jobs, with the tags of their process instances. */
  ActivateJobsResponse onto(ActivateJobsResponse activated) {
    ActivateJobsResponse.Builder tagged = activated.toBuilder().clearJobs();
    for (ActivatedJob job : activated.getJobsList()) {
      tagged.addJobs(
          job.toBuilder()
              .addAllTags(tags.getOrDefault(job.getProcessInstanceKey(), List.of()))
              .build());
    }
    return tagged.build();
  }
}
