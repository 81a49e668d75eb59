const F=$('#filters'),HID=$('#hid'),W=s=>(s||'').split(' ').filter(Boolean),val=n=>($(`input[name=${n}]:checked`)||{}).value;
function filt(){
const ch=$$('input[name=ch]:checked',F).map(x=>x.value),sg=F.seg?F.seg.value:'',ow=F.own?F.own.value:'',me=val('persona'),out=new Set();let n=0,all=0;
$$('.tp').forEach((e,i)=>{const c=W(e.dataset.ch),s=W(e.dataset.seg),ok=(!ch.length||ch.some(x=>c.includes(x)))&&(!sg||!s.length||s.includes(sg))&&(!ow||e.dataset.own===ow);
e.hidden=!ok;if(!ok)out.add(''+i);if(!e.dataset.old){all++;if(ok)n++}});
$$('[data-t]').forEach(e=>e.toggleAttribute('hidden',out.has(e.dataset.t)));
$$('.map td').forEach(td=>{const tp=$$('.tp[hidden]',td).length,h=tp||$$('li[data-t][hidden],p[data-t][hidden]',td).filter(e=>!e.dataset.p||W(e.dataset.p).includes(me)).length;
const c=$$('li[data-t],p[data-t]',td),k=$(':scope>.known',td);if(k&&c.length)k.toggleAttribute('hidden',c.every(e=>e.hidden));
let p=$(':scope>.hid',td);if(!p&&h){p=HID.cloneNode();p.removeAttribute('id');td.append(p)}
if(p){p.hidden=!h;p.textContent=h?say(tp?'hidden':'out',h):''}});
$('#fstat').textContent=n===all?say('all',all):say('some',all,{part:n})}
if(F){F.addEventListener('input',filt);F.addEventListener('reset',()=>setTimeout(filt))}
$$('input[name=persona]').forEach(e=>e.addEventListener('change',()=>{
const g=val('ghost');if(g&&W(g).includes(e.value)&&e.dataset.to)$$('input[name=ghost]').forEach(x=>{if(W(x.value).includes(e.dataset.to))x.checked=true});
if(F)filt()}));
function reveal(){const e=document.getElementById(decodeURIComponent(location.hash.slice(1)));if(!e)return;
let shut=0;for(let d=e.closest('details');d;d=d.parentElement.closest('details'))if(!d.open){d.open=true;shut=1}
if(shut)e.scrollIntoView()}
addEventListener('hashchange',reveal);reveal();
const D=$('#dlg'),el=n=>document.createElement(n),twin=n=>n.cloneNode(true);let back;
$$('.tp summary:not(.sev)').forEach(s=>s.addEventListener('click',e=>{
if(matchMedia('(max-width:720px)').matches)return;
e.preventDefault();back=s;const t=s.closest('.tp'),B=$('#dlg-b');
$('#dlg-t').textContent=$('b',s).textContent;$('#dlg-s').textContent=$('.nm',$$('.map thead th')[t.closest('td').cellIndex]).textContent;
const dl=twin($('.body',t)),copy=n=>[...n.childNodes].map(twin),add=(name,every)=>{
if(every.length){const dt=el('dt');dt.append(...name);dl.append(dt)}
every.forEach(n=>{const dd=el('dd');dd.append(...n);dl.append(dd)})};
dl.className='';
$$('.map tr:not(.emorow)').forEach(tr=>add(copy($('.lb',tr)||tr.firstChild),$$(`td [data-t="${$$('.tp').indexOf(t)}"]`,tr).filter(e=>!e.dataset.p||W(e.dataset.p).includes(val('persona'))).map(copy)));
add([L.parts[0]],$$('.sevs a',t).map(a=>{const f=document.getElementById(a.hash.slice(1)),m=f.matches('li')?copy($('span',f)):copy($('h3',f.parentElement)).slice(1);return[twin(a),' ',...m]}));
B.replaceChildren(dl);
D.showModal();D.scrollTop=0}));
$('#dlg-x').onclick=()=>D.close();
D.addEventListener('click',e=>{if(e.target===D||e.target.closest('a'))D.close()});
D.addEventListener('close',()=>back&&back.focus());
