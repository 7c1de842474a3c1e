import { readFileSync } from 'node:fs';
import { buildCatalogue } from './features/catalogue/rules/catalogue.ts';
import { propose } from './features/catalogue/rules/propose.ts';
import * as sc from './features/world/rules/small/catalogue.ts';
const small=(Object.values(sc) as any[]).map(v=>typeof v==='function'?(()=>{try{return v()}catch{return null}})():v).find(v=>Array.isArray(v)&&v[0]?.conditions);
const rows=readFileSync('/work/shared/data/catalog/catalog.csv','utf8').trim().split('\n').slice(1).map(l=>{const c=l.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map(x=>x.replace(/^"|"$/g,''));return c;});
const nat=rows.filter(c=>c[1]).map(c=>({kind:c[0]==='part'?'part':'matter',code:c[1],major:{code:c[2],name:{zh:c[3],en:c[4]}},name:{zh:c[5],en:c[6]},legacy:c[7]||null,local:c[1]!.startsWith('L'),conditions:[],sayings:[]})) as any[];
const texts=process.argv.slice(2).length?process.argv.slice(2):['垃圾桶满了没人收','楼下垃圾桶都满出来了，臭死了','路灯不亮','晚上这条路太黑了灯坏了好几盏','井盖不见了','人行道地砖松动，下雨踩上去溅水','共享单车把盲道堵了','电动车乱停在消防通道','有人在路边摆摊卖水果','工地晚上十二点还在施工，吵死了','饭店油烟太大','墙上贴满小广告','水管爆了','下水道堵了往外冒脏水','树倒了压住车','树枝断了挂在电线上','旧沙发扔在路边','死老鼠','狗屎没人扫','遛狗不牵绳','广场舞音响太吵','公厕很脏没有纸','红绿灯坏了','路面塌陷','一下雨就积水','护栏被撞倒了','长椅坏了','店铺把桌椅摆到人行道上','建筑垃圾堆在路边','河里漂着垃圾','The street light is out','bin overflowing near the market','pothole on the road','illegal parking on the pavement','dog poo everywhere','noise from construction at night','someone dumped a mattress','shared bikes blocking the path','blocked drain, water everywhere','fallen tree','broken bench','graffiti on wall','hawkers blocking the way','垃圾','樓下路燈壞了','hello','你好','asdf','脏','streetlights not working','The bins are full','楼上有人往下扔东西'];
for(const [n,m] of [['nat',nat],['small',small]] as const){ if(!m) continue; const c=buildCatalogue(m); console.log('==',n,m.length); const by=new Map(m.map((x:any)=>[x.kind+':'+x.code,x.name.zh]));
 for(const t of texts) console.log(t,'→',propose(c,t,{limit:3}).map(p=>by.get(p.key)+'['+p.why.join('/')+']').join('  '));
 const t0=performance.now(); for(let i=0;i<2000;i++) propose(c,texts[i%texts.length]!,{limit:6}); console.log('per propose us',(performance.now()-t0)/2);
 for (const part of ["03005","01037","02025","04007","04002","01023","03001","02017"]) console.log(part, propose(c,'',{limit:6,forPart:part}).map(p=>by.get(p.key)).join(), '|', propose(c,'满了',{limit:6,forPart:part}).map(p=>by.get(p.key)).join());
}
