(function () {
  "use strict";
  var clock = document.querySelector(".clock[data-zone]");
  function part(parts, type) {
    var found = parts.find(function (one) { return one.type === type; });
    return found ? found.value : "";
  }
  function tick() {
    var now = new Date(), zone = clock.dataset.zone;
    try {
      var time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" }).formatToParts(now);
      var then = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", timeZoneName: "short" }).formatToParts(new Date(clock.getAttribute("data-made")));
      var name = part(time, "timeZoneName");
      var label = name === part(then, "timeZoneName") ? clock.dataset.label : name;
      var day = new Intl.DateTimeFormat("en-GB", { timeZone: zone, day: "numeric", month: "numeric", year: "numeric" }).formatToParts(now);
      var month = clock.dataset.months.split("|")[part(day, "month") - 1];
      clock.querySelector("b").textContent = part(time, "hour") + ":" + part(time, "minute") + " " + label;
      clock.querySelector("bdi").textContent = clock.dataset.date.replace("{day}", part(day, "day")).replace("{year}", part(day, "year")).replace("{month}", month);
      clock.dateTime = now.toISOString();
    } catch (error) { return; }
    setTimeout(tick, 60000 - now.getTime() % 60000 + 50);
  }
  if (clock) { clock.setAttribute("data-made", clock.dateTime); tick(); }

  function copied(button) {
    var words = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(function () { button.textContent = words; }, 2000);
  }
  function copy(event) {
    var button = event.currentTarget, field;
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { copied(button); });
      return;
    }
    field = document.createElement("textarea");
    field.value = button.dataset.copy;
    document.body.appendChild(field);
    field.select();
    if (document.execCommand("copy")) { copied(button); }
    field.remove();
    button.focus();
  }
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    button.hidden = false;
    if (button.parentElement.tagName === "LI") { button.parentElement.hidden = false; }
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", copy);
  });
}());
