/** @typedef {typeof en} Strings */

const en = {
  heading: 'How can we help?',
  launcher: 'Open chat',
  unread: (count) => `${count} new`,
  close: 'Close chat',
  online: 'Answers right away',
  greeting: 'Hello! Tell me what you are looking for, or ask about delivery, returns and warranty.',
  placeholder: 'Ask about products or your order …',
  send: 'Send',
  stop: 'Stop the answer',
  jump: 'Go to the newest message',
  conversation: 'Conversation',
  suggestions: 'Suggested questions',
  said: 'You:',
  answered: 'Answer:',
  typing: 'Writing an answer',
  queued: 'Goes out as soon as you are back online',
  left: (count) => `${count} characters left`,

  products: 'Matching products',
  closest: 'These come closest',
  found: (count) => (count === 1 ? '1 product found.' : `${count} products found.`),
  faqs: 'From our help pages',
  more: 'Read it on the help page',
  degraded: 'We can do less than usual at the moment, so something may be missing.',
  previous: 'Previous products',
  next: 'Next products',
  was: 'instead of',
  rated: (value, count) => (count ? `${value} of 5 stars, ${count} ratings` : `${value} of 5 stars`),
  availability: {
    in_stock: 'In stock',
    out_of_stock: 'Sold out',
    limited_availability: 'Only a few left',
    preorder: 'Pre-order',
    backorder: 'On back-order',
  },

  stopped: 'Stopped',
  interrupted: 'The answer was interrupted.',
  cutShort: 'The answer was cut short here.',
  handoff: 'A colleague takes it from here.',
  joined: (name) => `You are now talking to ${name || 'a colleague'}.`,
  leftAgain: 'The shop’s chat answers again.',
  retry: 'Try again',
  copy: 'Copy the answer',
  helpful: 'Good answer',
  unhelpful: 'Poor answer',

  offline: 'You are offline. The conversation goes on once you are back.',
  connecting: 'Connecting …',
  reconnecting: 'Connection lost. Reconnecting …',
  now: 'Retry now',
  away: 'Not connected',
  refused: 'The chat is not available here.',
  errors: {
    internal: 'Something went wrong on our side.',
    busy: 'One question at a time: the previous answer is still being written.',
    rate_limited: 'That was a lot of questions. Please wait a moment.',
    overloaded: 'Many people are asking just now. Please try again in a moment.',
    unavailable: 'The chat cannot answer right now.',
    upstream_failed: 'The answer could not be written.',
    timeout: 'The answer took too long.',
    too_large: 'That message is too long.',
    unanswered: 'This question was not answered.',
    unauthenticated: 'Please sign in again.',
  },
};

/** @type {Strings} */
const zh = {
  heading: '有什么可以帮您？',
  launcher: '打开客服对话',
  unread: (count) => `${count} 条新消息`,
  close: '关闭对话',
  online: '即时回复',
  greeting: '您好！告诉我您想找什么，也可以询问配送、退换货和保修。',
  placeholder: '咨询商品或订单……',
  send: '发送',
  stop: '停止回答',
  jump: '查看最新消息',
  conversation: '对话',
  suggestions: '推荐问题',
  said: '您：',
  answered: '回答：',
  typing: '正在输入回答',
  queued: '恢复联网后自动发送',
  left: (count) => `还可输入 ${count} 字`,

  products: '相关商品',
  closest: '较为接近的商品',
  found: (count) => `找到 ${count} 件商品。`,
  faqs: '来自帮助中心',
  more: '前往帮助页面',
  degraded: '服务暂时受限，内容可能不完整。',
  previous: '上一批商品',
  next: '下一批商品',
  was: '原价',
  rated: (value, count) => (count ? `${value} 星（满分 5 星），${count} 条评价` : `${value} 星（满分 5 星）`),
  availability: {
    in_stock: '有货',
    out_of_stock: '已售罄',
    limited_availability: '仅剩少量',
    preorder: '预售',
    backorder: '补货中',
  },

  stopped: '已停止',
  interrupted: '回答中断了。',
  cutShort: '回答在此处被截断。',
  handoff: '接下来由人工客服为您服务。',
  joined: (name) => `${name || '人工客服'}已为您接入。`,
  leftAgain: '已切换回智能客服。',
  retry: '重试',
  copy: '复制回答',
  helpful: '回答有帮助',
  unhelpful: '回答没有帮助',

  offline: '您已离线，恢复联网后对话将继续。',
  connecting: '正在连接……',
  reconnecting: '连接已断开，正在重新连接……',
  now: '立即重试',
  away: '未连接',
  refused: '此处暂不提供客服对话。',
  errors: {
    internal: '我们这边出了点问题。',
    busy: '上一个回答还在进行，请稍后再问。',
    rate_limited: '提问过于频繁，请稍候。',
    overloaded: '当前咨询人数较多，请稍后再试。',
    unavailable: '客服暂时无法回答。',
    upstream_failed: '回答生成失败。',
    timeout: '回答超时。',
    too_large: '消息太长了。',
    unanswered: '这个问题未得到回答。',
    unauthenticated: '请重新登录。',
  },
};

const LANGUAGES = { en, zh };

/**
 * Adds a language, or changes words of one. What is missing stays English.
 *
 * @param {string} language such as `de`
 * @param {Partial<Strings>} texts
 */
export function addStrings(language, texts) {
  LANGUAGES[language] = { ...en, ...LANGUAGES[language], ...texts };
}

/**
 * @param {string} locale such as `zh-CN`
 * @returns {Strings}
 */
export function stringsFor(locale) {
  return LANGUAGES[locale] ?? LANGUAGES[locale.split(/[-_]/)[0].toLowerCase()] ?? en;
}
