(function () {
  "use strict";
  var link = document.getElementById("exit"), count = 0, timer;
  function leave() { document.body.hidden = true; location.replace(link.href); }
  function reset() { count = 0; }
  if (!link) return;
  link.addEventListener("click", function (event) { event.preventDefault(); leave(); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") return reset();
    if (event.repeat) return;
    clearTimeout(timer);
    timer = setTimeout(reset, 5000);
    count += 1;
    if (count === 3) leave();
  });
})();
