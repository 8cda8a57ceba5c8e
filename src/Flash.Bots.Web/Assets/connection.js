// Follows the conversation: server-sent events, resumed after the last change that was seen, whatever happens to the network.

const silence = 40_000; // the server sends something at least every 15 s
const sleepAfter = 60_000; // a page no one looks at gives its connection back: browsers allow only six to one address

/**
 * @param {number} after the last change the page has seen
 * @param {{ onMessage: (message) => void, onState: (state: 'connecting' | 'online' | 'offline') => void, onRefused: () => void }} handlers
 */
export function follow(after, { onMessage, onState, onRefused }) {
  let seen = after;
  let source = null;
  let failures = 0;
  let watchdog;
  let retry;
  let sleep;

  open();
  window.addEventListener('online', open);
  document.addEventListener('visibilitychange', () => {
    clearTimeout(sleep);
    if (document.hidden) {
      sleep = setTimeout(close, sleepAfter);
    } else if (source?.readyState !== EventSource.OPEN) {
      open();
    }
  });

  function open() {
    close();
    source = new EventSource(`/playground/events?after=${seen}`);
    source.addEventListener('open', () => alive('online'));
    source.addEventListener('heartbeat', () => alive('online'));
    source.addEventListener('message', (event) => {
      alive('online');
      const message = JSON.parse(event.data);
      seen = Math.max(seen, message.change);
      onMessage(message);
    });
    source.addEventListener('error', () => {
      failures += 1;
      onState(failures > 2 ? 'offline' : 'connecting');
      if (source.readyState === EventSource.CLOSED) {
        // Refused, not interrupted: the browser does not try again by itself.
        onRefused();
        retry = setTimeout(open, Math.min(15_000, 1000 * 2 ** failures));
      }
    });
    watch();
  }

  function close() {
    clearTimeout(watchdog);
    clearTimeout(retry);
    source?.close();
  }

  function alive(state) {
    failures = 0;
    onState(state);
    watch();
  }

  function watch() {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      onState('connecting');
      open();
    }, silence);
  }
}
