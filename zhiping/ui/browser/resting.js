// Whether the page rests: no run goes on, and none has been asked for that has not begun. What the page tells of itself
// (its theme, its width) waits for it. Such a message names the page that is shown: told after the reader has chosen
// another, before the server has answered, it would have the server run the one that the reader has just left.
const MS_TO_BEGIN = 10_000; // not every message asks for a run
let askedAt = -Infinity;
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (message) {
  askedAt = performance.now();
  return send.call(this, message);
};
const stateOf = (app) => app?.dataset.testScriptState;
new MutationObserver((changes) => {
  if (changes.some(({ target }) => stateOf(target) === "running")) askedAt = -Infinity;
}).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });

window.zhipingRests = () =>
  performance.now() - askedAt > MS_TO_BEGIN && stateOf(document.querySelector(".stApp")) === "notRunning";
// Streamlit sends what it is told one task later.
window.zhipingTells = (tell) => {
  if (!window.zhipingRests()) return;
  askedAt = performance.now();
  tell();
};
