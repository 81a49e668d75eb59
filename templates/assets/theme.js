const R=document.documentElement,$=(q,e=document)=>e.querySelector(q),$$=(q,e=document)=>[...e.querySelectorAll(q)];
$$('.js').forEach(e=>e.hidden=false);
const T=['auto','light','dark'];let ti=0;
$('#theme').onclick=()=>{ti=(ti+1)%3;if(T[ti]==='auto')delete R.dataset.theme;else R.dataset.theme=T[ti];$('#theme-v').textContent=T[ti]};
$('#print').onclick=()=>print();
