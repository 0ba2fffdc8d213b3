import { el } from './dom.js';
import { blocks, renderBlock } from './markdown.js';

/**
 * The help texts an answer rests on; each opens in place.
 *
 * @param {any[]} faqs
 * @param {import('./view.js').Setting} setting
 */
export function faqList(faqs, { strings, base }) {
  const items = faqs.map((faq) =>
    el(
      'details',
      { part: 'faq', 'data-testid': 'faq', 'data-faq': faq.id },
      el('summary', { dir: 'auto' }, faq.question),
      el(
        'div',
        { class: 'prose', dir: 'auto' },
        ...blocks(faq.answer ?? '').map((source) => renderBlock(source, { base })),
      ),
    ),
  );
  return el('div', { class: 'faqs' }, el('p', { class: 'caption' }, strings.faqs), ...items);
}
