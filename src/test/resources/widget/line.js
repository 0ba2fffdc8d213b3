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
