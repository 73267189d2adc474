// A trial of rules whose answer takes long: after a second it is said that it is worked on, with a button that gives it up. The daemon stops what nobody waits
// for any more. Nothing needs it: without script the browser's own stop does the same.
"use strict";
(() => {
  const shape = document.getElementById("working");
  if (!shape)
    return;
  let waits = 0;
  const end = () => {
    clearTimeout(waits);
    document.querySelector(".working")?.remove();
  };
  document.addEventListener("submit", event => {
    const act = event.submitter?.getAttribute("formaction") ?? event.target.getAttribute("action");
    if (event.defaultPrevented || !/^\/do\/rules\/(preview|examine|evidence|sql|reach)\b/.test(act)) // a change is never given up half way
      return;
    end();
    waits = setTimeout(() => {
      document.body.append(shape.content.cloneNode(true));
      document.querySelector(".working button").addEventListener("click", () => {
        window.stop();
        end();
      });
    }, 1000);
  });
  window.addEventListener("pageshow", end);
})();
