// The Vercel AI SDK against a gateway: one step as named, what it saw as JSON on the last line.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { jsonSchema, stepCountIs, streamText, tool } from "ai";

const [step, baseURL, apiKey, prompt, user] = process.argv.slice(2);
const model = createOpenAICompatible({ name: "rapport", baseURL, apiKey, includeUsage: true })("rapport");
const errors = [];
const request = {
  model,
  prompt,
  maxRetries: 0,
  headers: { "x-conversation-id": user },
  onError: ({ error }) => errors.push({ message: error.message, status: error.statusCode }),
};

async function heard(stream) {
  const parts = [];
  for await (const part of stream.fullStream) parts.push(part.type);
  if (errors.length) return { parts, errors };
  const usage = await stream.totalUsage;
  return {
    parts,
    text: await stream.text,
    finish: await stream.finishReason,
    tokens: usage.totalTokens,
    steps: (await stream.steps).length,
  };
}

const steps = {
  streamed: () => heard(streamText(request)),
  // The SDK calls the tool itself and asks again with what came of it.
  tools: () =>
    heard(
      streamText({
        ...request,
        stopWhen: stepCountIs(2),
        tools: {
          order: tool({
            description: "Where an order is",
            inputSchema: jsonSchema({ type: "object", properties: { no: { type: "string" } } }),
            execute: async ({ no }) => `order ${no} is on its way`,
          }),
        },
      }),
    ),
  async abort() {
    const leaving = new AbortController();
    const stream = streamText({ ...request, abortSignal: leaving.signal });
    let words = "";
    for await (const piece of stream.textStream) {
      words += piece;
      leaving.abort();
    }
    return { words };
  },
};

console.log(JSON.stringify(await steps[step]()));
process.exit(0);
