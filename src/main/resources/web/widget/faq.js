import { safeLink } from './address.js';
import { el } from './dom.js';
import { blocks, renderBlock } from './markdown.js';

/**
 * The help texts an answer rests on; each opens in place.
 *
 * @param {any[]} faqs
 * @param {import('./view.js').Setting} setting
 */
export function faqList(faqs, { strings, base }) {
  const more = ({ link }) => {
    const href = safeLink(link, base);
    const outside = href && new URL(href).origin !== location.origin;
    return href && el('p', {}, el('a', { href, target: outside && '_blank', rel: outside && 'noopener' }, strings.more));
  };
  const items = faqs.map((faq) =>
    el(
      'details',
      { part: 'faq', 'data-testid': 'faq', 'data-faq': faq.id },
      el('summary', { dir: 'auto' }, faq.question),
      el(
        'div',
        { class: 'prose', dir: 'auto' },
        ...blocks(faq.answer ?? '').map((source) => renderBlock(source, { base })),
        more(faq),
      ),
    ),
  );
  return el('div', { class: 'faqs' }, el('p', { class: 'caption' }, strings.faqs), ...items);
}
