// A tool of an agent, in Node: a job worker of Camunda's own SDK. It needs nothing of Waggle.
// The engine is at ZEEBE_GRPC_ADDRESS, by default grpc://127.0.0.1:26500.
import { Camunda8 } from "@camunda8/sdk";

const STATIONS = { Oslo: "fog, 4 degrees", Kyoto: "rain, 17 degrees", Quito: "sun, 21 degrees" };

process.env.ZEEBE_GRPC_ADDRESS ??= "grpc://127.0.0.1:26500";
const zeebe = new Camunda8({ CAMUNDA_AUTH_STRATEGY: "NONE" }).getZeebeGrpcApiClient();

zeebe.createWorker({
  taskType: "weather",
  timeout: 30_000,
  taskHandler: (job) => {
    const { place, idempotencyKey } = job.variables;
    console.log(`weather ${place} ${idempotencyKey}`);
    const weather = STATIONS[place];
    return weather
      ? job.complete({ result: weather })
      : job.complete({ toolError: `There is no station in ${place}. Known are ${Object.keys(STATIONS).join(", ")}.` });
  },
});

process.on("SIGTERM", () => zeebe.close().then(() => process.exit()));
process.on("SIGINT", () => zeebe.close().then(() => process.exit()));
