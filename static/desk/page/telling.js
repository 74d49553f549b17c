// Does `work`, and says what came of it: `done` where it went well, the service's words where not.
import { Refusal } from "./service.js";
import { announce, say } from "./words.js";

export const tell = async (work, done) => {
  try {
    await work();
    announce(say(done));
    return true;
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    announce(refusal.words);
    return false;
  }
};
