import css from 'widget.css';

export const sheet = new CSSStyleSheet();
sheet.replaceSync(css);
