const R=document.documentElement,$=(q,e=document)=>e.querySelector(q),$$=(q,e=document)=>[...e.querySelectorAll(q)];
const P=new Intl.PluralRules(L.lang),say=(k,n,v={})=>(L[k][P.select(n)]||L[k].other).replace(/\{(\w+)\}/g,(_,x)=>x==='count'?n:v[x]);
$$('.js').forEach(e=>e.hidden=false);
const T=['auto','light','dark'];let ti=0;
$('#theme').onclick=()=>{ti=(ti+1)%3;if(T[ti]==='auto')delete R.dataset.theme;else R.dataset.theme=T[ti];$('#theme-v').textContent=L.themes[ti]};
$('#print').onclick=()=>print();
