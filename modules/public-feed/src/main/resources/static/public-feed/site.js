// The site works without this. With it, a copy says how old it is, and a page says when something new was published.
"use strict";

(function () {
  const copied = document.querySelector("[data-copied]");
  if (copied) {
    const minutes = Math.floor((Date.now() - Date.parse(copied.dataset.copied)) / 60000);
    const age = new Intl.RelativeTimeFormat(document.documentElement.lang || "en-GB", { numeric: "auto" });
    const said =
      minutes < 60
        ? age.format(-minutes, "minute")
        : minutes < 60 * 48
          ? age.format(-Math.floor(minutes / 60), "hour")
          : age.format(-Math.floor(minutes / 1440), "day");
    copied.append(" (" + said + ")");
    return;
  }

  const live = document.getElementById("live");
  if (!live || !window.EventSource) {
    return;
  }

  let source = null;
  const news = document.createElement("p");
  news.className = "notices-live__news";
  const pause = document.createElement("button");
  pause.type = "button";
  pause.className = "notices-live__button";
  pause.textContent = live.dataset.pause;
  pause.addEventListener("click", function () {
    if (source) {
      close();
      pause.textContent = live.dataset.resume;
    } else {
      open();
      pause.textContent = live.dataset.pause;
    }
  });

  function show() {
    if (news.isConnected) {
      return;
    }
    const link = document.createElement("a");
    link.className = "govuk-link";
    link.href = location.href;
    link.textContent = live.dataset.show;
    news.replaceChildren(live.dataset.news + " ", link);
    live.prepend(news);
  }

  function open() {
    source = new EventSource("/events");
    source.addEventListener("notice", show);
  }

  function close() {
    source.close();
    source = null;
  }

  open();
  const footer = document.querySelector(".notices-footer__list");
  const item = document.createElement("li");
  item.append(pause);
  footer.append(item);
})();
