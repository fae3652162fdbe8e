/**
 * Spares each test the seconds in which Python starts: a page that was opened by another asks the
 * Python of that one, which was started as for anybody. All else in it is its own.
 */
(() => {
  const Own = window.Worker;
  const waiting = []; // what to do with the next answers: they come in the order of the questions
  let python;

  /** The worker of a page that nobody opened. */
  class Started {
    constructor(address) {
      python = new Own(address);
      python.onmessage = ({ data }) => waiting.shift()(data);
      python.onerror = (event) => this.onerror(event);
    }

    postMessage(message, transfer) {
      asked(message, transfer, (data) => this.onmessage({ data }));
    }

    terminate() {
      python.terminate();
    }
  }

  /** The worker of a page that another opened. */
  class Lent {
    constructor() {
      const { port1, port2 } = new MessageChannel();
      this.port = port1;
      this.port.onmessage = (event) => this.onmessage(event);
      window.opener.postMessage("lend", "*", [port2]);
    }

    postMessage(message) {
      if (message.parts) setTimeout(() => this.onmessage({ data: { ready: 0 } }));
      else this.port.postMessage(message);
    }

    terminate() {
      this.port.postMessage("failed");
      window.Worker = Own;
    }
  }

  function asked(message, transfer, reply) {
    waiting.push(reply);
    python.postMessage(message, transfer);
  }

  function lend({ data, ports: [port] }) {
    if (data !== "lend") return;
    port.onmessage = ({ data: message }) => {
      if (message === "failed") location.reload();
      else asked(message, [], (answer) => port.postMessage(answer));
    };
  }

  if (window.opener) window.Worker = Lent;
  else {
    window.Worker = Started;
    addEventListener("message", lend);
  }
})();
