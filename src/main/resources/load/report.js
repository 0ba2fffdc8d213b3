const tip = document.getElementById('tip');
addEventListener('pointermove', (move) => {
  const told = move.target.closest?.('[data-tip]');
  tip.hidden = !told;
  if (!told) return;
  tip.textContent = told.dataset.tip;
  const left = Math.min(move.clientX + 14, innerWidth - tip.offsetWidth - 8);
  const above = move.clientY - tip.offsetHeight - 12;
  tip.style.left = Math.max(8, left) + 'px';
  tip.style.top = (above > 8 ? above : move.clientY + 18) + 'px';
});
