/* Stands in for the line to a gateway: a test says the frames, and hears what the widget sends. */
window.line = {
  sockets: [],
  sent: [],
  welcome: { suggestions: ['A tent for two?', 'What does delivery cost?'], recovered: true, seq: 0 },
  say(...frames) {
    for (const frame of frames) this.sockets.at(-1).onmessage?.({ data: JSON.stringify(frame) });
  },
  drop(code = 1006) {
    const socket = this.sockets.at(-1);
    socket.readyState = 3;
    socket.onclose?.({ code });
  },
  of(type) {
    return this.sent.filter((frame) => frame.type === type);
  },
  /** Answers to a frame; a test may set another. */
  reply(frame) {
    if (frame.type === 'hello')
      this.say({ type: 'welcome', protocol: 1, conversation: 'c1', secret: 's1', heartbeat_ms: 25000, limits: { text: 4000 }, ...this.welcome });
    if (frame.type === 'ask' && !this.silent)
      this.say({ type: 'ack', id: frame.id, turn: this.of('ask').length, seq: ++this.seq || (this.seq = 1) });
  },
};
window.WebSocket = class {
  static OPEN = 1;
  readyState = 0;
  constructor() {
    this.at = performance.now();
    line.sockets.push(this);
    setTimeout(() => {
      if (line.down) return line.drop();
      this.readyState = 1;
      this.onopen?.();
    });
  }
  send(data) {
    const frame = JSON.parse(data);
    line.sent.push({ at: performance.now(), ...frame });
    queueMicrotask(() => line.reply(frame));
  }
  close() {
    this.readyState = 3;
  }
};
window.from = {};
/** A piece of the answer to the newest question. */
window.stream = (text, turn = line.of('ask').length) => {
  line.say({ type: 'token', turn, from: from[turn] ?? 0, text });
  from[turn] = (from[turn] ?? 0) + text.length;
};
window.frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
window.cards = (turn, seq) => {
  const usd = (amount) => ({ amount, currency: 'USD' });
  const card = (id, title, price, more) => ({ id, title, price: usd(price), url: `/products/${id}`, image: `/pictures/${id}.svg`,
    brand: 'Hearth & Co', availability: 'in_stock', rating: { value: 4.6, count: 212 }, why: ['warm light 2700 K'], ...more });
  return { type: 'sources', turn, seq, products: [
    card('L1', 'Ember bedside lamp', 4995, { list_price: usd(5995) }),
    card('L2', 'Glow lantern for long evenings outside', 3900, { availability: 'limited_availability', why: ['under $50', 'dims by touch'] }),
    card('L3', 'Tide reading lamp', 7450, { availability: 'out_of_stock' }),
  ], faqs: [{ id: 'F1', question: 'How long does delivery take?', answer: 'We ship **within two days**.', link: '/help/delivery', score: 0.8 }] };
};
window.done = (turn, seq, text, finish = 'stop') =>
  ({ type: 'done', turn, seq, finish, text, length: text.length, suggestions: ['And to Canada?', 'Can I return it?'] });
