// The official client against a gateway: one step as named, what it saw as JSON on the last line.
import OpenAI from "openai";

const [step, baseURL, apiKey, text, user] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const request = { model: "rapport", messages: [{ role: "user", content: text }], user };

const steps = {
  async models() {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    return { ids };
  },
  async plain() {
    const completion = await client.chat.completions.create(request);
    return { completion, request: completion._request_id };
  },
  async streamed() {
    const stream = await client.chat.completions.create({
      ...request,
      stream: true,
      stream_options: { include_usage: true },
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    return { chunks };
  },
  async helper() {
    const runner = client.chat.completions.stream(request);
    return { completion: await runner.finalChatCompletion() };
  },
  async abort() {
    const stream = await client.chat.completions.create({ ...request, stream: true });
    let words = "";
    for await (const chunk of stream) {
      words += chunk.choices[0].delta.content ?? "";
      if (words) break;
    }
    return { words };
  },
};

try {
  console.log(JSON.stringify(await steps[step]()));
} catch (error) {
  const { name, status, code, type, param, message } = error;
  console.log(
    JSON.stringify({
      failed: error.constructor.name,
      apiError: error instanceof OpenAI.APIError,
      name, status, code, type, param, message,
    }),
  );
}
