/*
 * A page that is opened by double click (file:) may not start a Worker.
 * This stands in for it: a hidden frame of the page itself runs the script,
 * and messages go to and fro as events. Over http nothing is changed.
 */
(function () {
  "use strict"

  if (location.protocol !== "file:") return

  function FrameWorker(url) {
    var worker = document.createDocumentFragment() // any light event target will do
    var frame = document.createElement("iframe")
    var waiting = []

    frame.hidden = true
    frame.setAttribute("aria-hidden", "true")
    document.documentElement.appendChild(frame)
    var inside = frame.contentWindow

    function deliver(data) {
      inside.dispatchEvent(new inside.MessageEvent("message", { data: data }))
    }

    function started() {
      waiting.forEach(deliver)
      waiting = null
    }

    // What the script inside sends comes out as an event of the worker.
    inside.postMessage = function (data) {
      worker.dispatchEvent(new MessageEvent("message", { data: data }))
    }

    // Messages that are sent before the script has loaded are kept for it.
    worker.postMessage = function (data) {
      if (waiting) waiting.push(data)
      else setTimeout(deliver, 0, data)
    }

    worker.terminate = function () {
      frame.remove()
    }

    var script = inside.document.createElement("script")
    script.src = new URL(url, location.href).href
    script.onload = started
    script.onerror = function () {
      worker.dispatchEvent(new Event("error"))
    }
    inside.document.documentElement.appendChild(script)
    return worker
  }

  window.Worker = FrameWorker
})()
