// The playground: puts its parts together.

import { ApiError, loadHistory, newId, paint, press, say, sayWithPicture } from './api.js';
import { Composer } from './composer.js';
import { follow } from './connection.js';
import { ConversationView } from './conversation.js';
import { openLightbox } from './lightbox.js';
import { isRunning } from './message.js';
import { openPainter } from './painter.js';
import { Scroller } from './scroller.js';
import { toast } from './toast.js';

const welcome = document.getElementById('welcome');
const older = document.getElementById('older');
const status = document.getElementById('status');
const announcer = document.getElementById('announcer');
const waiting = new Map(); // messages that could not be sent yet, by client id
let connection = 'connecting';
let missed = 0;

const scroller = new Scroller();
const composer = new Composer(send);
const conversation = new ConversationView({
  onPress: pressed,
  onPictures: openLightbox,
  onCommand: (command) => composer.write(`${command} `),
  onRetry: deliver,
  onReply: (message) => composer.reply(message, ''),
});

welcome.addEventListener('click', (event) => {
  if (event.target.closest('.example')) {
    send(event.target.closest('.example').textContent.trim());
  }
});
older.addEventListener('click', showOlder);
document.addEventListener('visibilitychange', () => {
  missed = 0;
  document.title = 'Flash';
});
await begin();

async function begin() {
  try {
    const history = await loadHistory();
    history.messages.forEach((message) => conversation.put(message, { arriving: false }));
    older.hidden = !history.hasOlder;
    follow(history.latestChange, { onMessage: arrived, onState: showConnection, onRefused: explainRefusal });
    changed();
    scroller.toEnd();
    composer.focus();
  } catch (error) {
    showConnection('offline');
    toast(sentenceOf(error), { error: true });
    setTimeout(begin, 3000);
  }
}

function arrived(message) {
  const before = conversation.find(message.id)?.message;
  const isNew = conversation.put(message, { arriving: true }) !== null;
  waiting.delete(message.clientId);
  if (isNew) {
    scroller.arrived();
  }

  const finished = !message.mine && !message.deleted && !isRunning(message) && (!before || isRunning(before));
  if (finished) {
    announcer.textContent = message.pictures.length > 0 ? `Flash sent ${describe(message.pictures)}. ${message.text}` : `Flash: ${message.text}`;
    if (document.hidden) {
      missed += 1;
      document.title = `(${missed}) Flash`;
    }
  }

  changed();
}

function send(text, about = { answered: null, picture: null }) {
  const message = {
    id: null, clientId: newId(), revision: 0, mine: true, text, pictures: [], buttons: [], replyTo: about.answered?.id ?? null, picture: about.picture, sentAt: new Date().toISOString(),
  };
  conversation.put(message, { arriving: true });
  changed();
  scroller.toEnd();
  composer.focus();
  return deliver(message);
}

/** May be called again for the same message: the server knows it by its client id. */
async function deliver(message) {
  conversation.find(message.clientId)?.fail(null);
  try {
    waiting.set(message.clientId, message);
    await (message.picture ? sayWithPicture(message.text, message.clientId, message.picture) : say(message.text, message.clientId, message.replyTo));
    waiting.delete(message.clientId);
  } catch (error) {
    if (error.status !== 0) {
      waiting.delete(message.clientId);
      conversation.find(message.clientId)?.fail(sentenceOf(error));
      return;
    }

    // The server was out of reach: it is sent again as soon as the connection is back, or soon if no one noticed that it was gone.
    setTimeout(() => waiting.has(message.clientId) && deliver(message), 3000);
  }
}

async function pressed(button, message) {
  // The words are asked for right here, where they can be typed, rather than by another message.
  if (button.code.startsWith('edit:')) {
    composer.reply(message, promptOf(message));
    return;
  }

  if (button.code.startsWith('paint:')) {
    await paintOver(button, message);
    return;
  }

  try {
    const answer = await press(button.code, message.id);
    // A menu that changes says enough by itself.
    if (answer?.text && (answer.isError || !button.code.startsWith('set:'))) {
      toast(answer.text, { error: answer.isError });
    }
  } catch (error) {
    toast(sentenceOf(error), { error: true });
  }
}

async function paintOver(button, message) {
  const index = Number(button.code.split(':')[2] ?? 1);
  try {
    await openPainter(message.pictures[index - 1] ?? message.pictures[0], async (words, mask) => {
      try {
        await paint(button.code, message.id, words, mask);
      } catch (error) {
        throw new Error(sentenceOf(error));
      }

      scroller.toEnd();
    });
  } catch (error) {
    toast(sentenceOf(error), { error: true });
  }
}

async function showOlder() {
  try {
    const history = await loadHistory(conversation.oldestId);
    scroller.prepend(() => {
      history.messages.forEach((message) => conversation.put(message, { arriving: false }));
      older.hidden = !history.hasOlder;
    });
    composer.remember(conversation.ownTexts);
  } catch (error) {
    toast(sentenceOf(error), { error: true });
  }
}

function changed() {
  welcome.hidden = !conversation.isEmpty;
  composer.remember(conversation.ownTexts);
  showStatus();
}

function showConnection(state) {
  const back = state === 'online' && connection !== 'online';
  connection = state;
  showStatus();
  if (back) {
    waiting.forEach(deliver);
  }
}

function showStatus() {
  const working = connection === 'online' && conversation.anyRunning;
  const words = { connecting: 'connecting…', online: working ? 'painting…' : 'online', offline: 'no connection, trying again…' }[connection];
  if (status.textContent !== words) {
    status.textContent = words;
  }

  status.dataset.state = working ? 'working' : connection;
}

/** The event stream cannot say why it was refused; any other request can. */
async function explainRefusal() {
  try {
    await loadHistory();
  } catch (error) {
    toast(sentenceOf(error), { error: true });
  }
}

/** The prompt above the pictures, unless it was cut. */
const promptOf = (message) => /^“(.*[^…])”(\n|$)/.exec(message.text)?.[1] ?? '';

const describe = (pictures) => (pictures[0].kind === 'gif' ? 'an animation' : pictures.length === 1 ? 'a picture' : `${pictures.length} pictures`);

const sentenceOf = (error) => (error instanceof ApiError ? error.message : 'Something went wrong on this page; please reload it.');
