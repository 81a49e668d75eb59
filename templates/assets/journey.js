const F=$('#filters'),W=s=>(s||'').split(' ').filter(Boolean);
function filt(){
const ch=$$('input[name=ch]:checked',F).map(x=>x.value),sg=F.seg?F.seg.value:'',ow=F.own?F.own.value:'';let n=0,all=0;
$$('.map td').forEach(td=>{const d=$$('.tp',td);if(!d.length)return;let h=0;
d.forEach(e=>{const c=W(e.dataset.ch),s=W(e.dataset.seg),ok=(!ch.length||ch.some(x=>c.includes(x)))&&(!sg||!s.length||s.includes(sg))&&(!ow||e.dataset.own===ow);
e.hidden=!ok;if(!ok)h++;if(!e.dataset.old){all++;if(ok)n++}});
const p=$('.hid',td);p.hidden=!h;p.textContent=say('hidden',h)});
$('#fstat').textContent=n===all?say('all',all):say('some',all,{part:n})}
if(F){F.addEventListener('input',filt);F.addEventListener('reset',()=>setTimeout(filt))}
const D=$('#dlg');let back;
$$('.tp summary').forEach(s=>s.addEventListener('click',e=>{
if(matchMedia('(max-width:720px)').matches)return;
e.preventDefault();back=s;const t=s.closest('.tp');
$('#dlg-t').textContent=$('b',s).textContent;$('#dlg-s').textContent=$('.nm',$$('.map thead th')[t.closest('td').cellIndex]).textContent;
$('#dlg-b').replaceChildren(...[...$('.body',t).childNodes].map(n=>n.cloneNode(true)));D.showModal();D.scrollTop=0}));
$('#dlg-x').onclick=()=>D.close();
D.addEventListener('click',e=>{if(e.target===D||e.target.closest('a'))D.close()});
D.addEventListener('close',()=>back&&back.focus());
