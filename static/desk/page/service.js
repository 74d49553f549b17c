// Asking the service. Whatever it answers that is no success is thrown as a Refusal.
import { say } from "./words.js";

export class Refusal extends Error {
  constructor(status, data) {
    super(data.error ?? Object.values(data.errors ?? {}).flat().join(" "));
    this.status = status;
    this.data = data;
  }
  get words() {
    return this.status === 0 || this.status === 401 ? this.message
      : say("refused", { reason: this.message || this.status });
  }
}

const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export const ask = async (address, body) => {
  const headers = { "Accept": "application/json", "X-Requested-With": "XMLHttpRequest" };
  const request = { headers, redirect: "manual" };
  if (body !== undefined) {
    Object.assign(headers, { "Content-Type": "application/json", "X-CSRFToken": token() });
    Object.assign(request, { method: "POST", body: JSON.stringify(body) });
  }
  let answer;
  try {
    answer = await fetch(address, request);
  } catch {
    throw new Refusal(0, { error: say("broken") });
  }
  if (answer.type === "opaqueredirect") throw new Refusal(401, { error: say("signedOut") });
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, data);
  return data;
};
