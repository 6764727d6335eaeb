package io.waggle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with a request is said in a problem detail, with what it is about. */
class ProblemIT extends EngineTest {
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

  /** Any page in a browser can reach the loopback interface. */
  @ParameterizedTest
  @CsvSource({
    "Origin, http://evil.example, 403",
    "Origin, null, 403",
    "Origin, http://localhost:3000, 204",
    "Origin, http://127.0.0.1:8090, 204"
  })
  void shouldLetNobodyInButThisMachine(String header, String value, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(engine.restAddress().resolve("/v2/status"))
            .header(header, value)
            .build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
        .isEqualTo(status);
  }

  /** A name of somebody else's that resolves to here. */
  @Test
  void shouldAnswerToNoOtherName() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", engine.restAddress().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v2/status HTTP/1.1\r\nHost: evil.example\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(
              new BufferedReader(
                      new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                  .readLine())
          .contains("403");
    }
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
