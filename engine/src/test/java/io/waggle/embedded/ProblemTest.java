package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a request is said in a problem detail, with what it is about. */
class ProblemTest extends EngineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          POST | /process-instances/search    | {'filter':{'colour':'red'}}            | colour
          POST | /process-instances/search    | {'filter':{'state':'SLEEPING'}}        | not allow
          POST | /process-instances/search    | {'filter':{'processInstanceKey':'x'}}  | 'x'
          POST | /process-instances/search    | {'filter':{'startDate':{'$gt':'1'}}}   | startDate
          POST | /process-instances/search    | {'sort':[{'field':'colour'}]}          | not allow
          POST | /process-instances/search    | {'page':{'after':'nonsense'}}          | nonsense
          POST | /process-instances/search    | {'page':{'limit':100000}}              | 100000
          POST | /process-instances/search    | {'filter':                             | no JSON
          POST | /process-instances/search    | []                                     | cannot
          POST | /element-instances/search    | {'filtre':{}}                          | filtre
          POST | /variables/search            | {'filter':{'scope':'1'}}               | scope
          POST | /incidents/search            | {'filter':{'state':'BAD'}}             | not allow
          POST | /user-tasks/search           | {'filter':{'candidateGroups':'a'}}     | candidateGroups
          POST | /process-instances           | {'variables':{}}                       | processDefinitionId
          POST | /process-instances           | {'processDefinitionKey':'first'}       | first
          GET  | /process-instances/first     |                                        | first
          GET  | /variables/first             |                                        | first
          POST | /incidents/first/resolution  |                                        | first
          POST | /messages/publication        | {'correlationKey':'x'}                 | name
          POST | /signals/broadcast           | {}                                     | signalName
          POST | /jobs/activation             | {'type':'x'}                           | timeout
          PATCH| /jobs/1                      | {'changeset':{}}                       | retries
          PUT  | /clock                       | {}                                     | timestamp
          POST | /deployments                 | {}                                     | multipart
          """)
  void shouldRefuse(String method, String path, String body, String about) {
    shouldBeProblem(method, path, body, 400, about);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          POST | /batch-operations/search     |                                        | batch-operations
          GET  | /users/demo                  |                                        | users/demo
          POST | /documents                   |                                        | documents
          POST | /messages/correlation        | {'name':'x'}                           | correlation
          POST | /process-instances/search    | {'filter':{'batchOperationId':'x'}}    | batchOperationId
          POST | /process-instances           | {'processDefinitionId':'x','tags':['a']} | tags
          DELETE | /process-instances/1       |                                        | DELETE
          """)
  void shouldSayWhatIsNotServed(String method, String path, String body, String about) {
    shouldBeProblem(method, path, body, 501, about);
  }

  private void shouldBeProblem(String method, String path, String body, int status, String about) {
    HttpResponse<String> response =
        send(method, "/v2" + path, body == null ? "" : body.replace('\'', '"'));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    JsonNode problem = json(response);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).contains(about);
    assertThat(problem.get("instance").asText()).isEqualTo("/v2" + path);
  }
}
