// Asks what the draft's number is, and shows the page again when it is another one. The place on the page is kept.
(() => {
  const seen = document.currentScript.dataset.seen;
  const kept = history.state && history.state.preview;
  if (kept) addEventListener("load", () => {
    document.documentElement.style.scrollBehavior = "auto";
    scrollTo(kept.x, kept.y);
    document.documentElement.style.scrollBehavior = "";
    history.replaceState(null, "");
  });
  const again = () => {
    history.replaceState({ preview: { x: scrollX, y: scrollY } }, "");
    location.reload();
  };
  let asking = null;
  const ask = async (mine) => {
    let wait = 0;
    try {
      const answer = await fetch("/preview/changes?seen=" + seen, { cache: "no-store", signal: mine.signal });
      if (answer.ok && (await answer.text()).trim() !== seen) return again();
      if (!answer.ok) wait = 1000;
    } catch {
      wait = 1000; // The program was stopped; it may start again.
    }
    if (!mine.signal.aborted) setTimeout(() => mine.signal.aborted || ask(mine), wait);
  };
  // A browser opens six connections to a server, for all its windows together. A page that nobody sees must not hold one.
  const stop = () => {
    if (asking) asking.abort();
    asking = null;
  };
  const look = () => {
    stop();
    if (document.visibilityState === "visible") ask((asking = new AbortController()));
  };
  addEventListener("pagehide", stop);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
})();
