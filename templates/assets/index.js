const tb=$('.pf tbody'),rows=tb?$$('tr',tb):[];
const by={name:(a,b)=>a.dataset.name.localeCompare(b.dataset.name),days:(a,b)=>b.dataset.days-a.dataset.days,score:(a,b)=>a.dataset.score-b.dataset.score};
function go(){const q=$('#q').value.toLowerCase(),k=$('#k').value,s=$('#s').value;let n=0;
[...rows].sort(by[s]).forEach(r=>{tb.append(r);r.hidden=!((!k||r.dataset.k===k)&&r.textContent.toLowerCase().includes(q));if(!r.hidden)n++});
$('#n').textContent=say('maps',n)}
const t=$('#tools');if(t){t.addEventListener('input',go);t.addEventListener('submit',e=>e.preventDefault())}
