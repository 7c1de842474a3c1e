// What people say when they mean a class of the national catalogue, by the class's Chinese name, Chinese before English.
// By name and not by code: a world that brings the same class under a local code is helped too. A world's own sayings add to these.
const lines = `
供水井盖|自来水井盖|水表井盖
污水井盖|下水道井盖|沙井盖|sewer cover|drain cover
雨水井盖|井盖响|井盖松动|井盖坏了|manhole
雨水箅子|下水道口|雨水口|排水口堵|地漏|drain grate|gully|blocked drain
电力井盖|电井盖
通信井盖|电信井盖|网线井盖
不明井盖|井盖|窨井盖|井盖不见了|井盖没了|井盖坏了|井盖响|manhole cover|missing manhole cover|rattling manhole
消防设施|消防栓|消火栓|消防栓漏水|hydrant|fire hydrant
通信交接箱|光交箱|电信箱|通信箱|telecom cabinet
电力设施|电箱|配电箱|电箱门开着|electric box|power box
电力立杆|电线杆|电杆|power pole|utility pole
路灯|路灯不亮|灯不亮|灯坏了|街灯|太黑|没有灯|灯一直闪|street light|streetlight|lamp post|light is out|too dark
景观灯|彩灯|装饰灯
户外健身设施|健身器材|健身器|单杠|exercise equipment|gym equipment
充电桩|充电器|充不了电|电动车充电|charger|ev charger
监控电子眼设施|摄像头|监控|camera|cctv
快递柜|丰巢|parcel locker
公用电梯|电梯|电梯坏了|扶梯|lift|elevator|escalator
公交站设施|公交站|站台|候车亭|bus stop|bus shelter
过街天桥|天桥|人行天桥|footbridge
地下通道|地道|underpass
交通标志牌及标线|路牌歪了|指示牌|交通标志|traffic sign|road sign
路名牌|路牌|street sign
交通信号灯|红绿灯|信号灯|红绿灯坏了|traffic light|traffic signal
交通护栏|护栏|栏杆|护栏倒了|隔离栏|guardrail|railing|fence knocked over
便道桩|石墩|隔离桩|挡车柱|bollard
无障碍设施|轮椅通道|无障碍|wheelchair
减速带|减速带松了|speed bump
公共厕所|公厕|厕所|洗手间|厕所臭|厕所脏|没有厕纸|toilet|restroom|public toilet|toilet dirty
化粪池|化粪池满了|粪水|septic
垃圾间（楼）|垃圾房|垃圾站|垃圾中转站|refuse room
垃圾箱|垃圾桶|果皮箱|垃圾桶坏了|垃圾桶倒了|垃圾桶脏|bin|trash can|broken bin|garbage can|litter bin
户外广告|广告牌|灯箱|广告牌坏了|billboard
牌匾标识|招牌|店招|招牌坏了|shop sign
宣传栏|公告栏|notice board
行道树|树|大树|树枝|树倒了|树枝断了|树挡住|修剪树枝|street tree|fallen tree|branch|tree needs pruning
街头座椅|长椅|椅子坏了|凳子|座椅|bench|broken bench|seat
花架花钵|花盆|花箱|planter|flower pot
绿地护栏|草坪护栏|绿化带栏杆
树池树穴|树坑|树池|tree pit
绿地|草坪|草地|lawn
私搭乱建|违建|违章建筑|违章搭建|搭棚|加建|illegal building|illegal structure|unauthorised structure
建筑物外立面污损|外墙脏|涂鸦|墙上乱画|graffiti|facade
沿街晾挂|晾衣服|晒衣服|晒被子|拉绳晾晒|laundry|clothes hanging
暴露垃圾|垃圾|一堆垃圾|乱扔垃圾|垃圾没人收|垃圾没人清|垃圾袋|生活垃圾|garbage|rubbish|litter|trash|garbage bags|dumped rubbish
积存垃圾渣土|建筑垃圾|渣土|装修垃圾|泥头|碎砖|construction debris|rubble|renovation waste
道路不洁|地上很脏|路面脏|地上有油|呕吐物|狗屎|狗粪|烟头|落叶|没人扫|dirty street|dog poo|dog mess|cigarette butts|needs sweeping|vomit
道路破损|路面坑洼|路坏了|坑洞|有个坑|地砖松动|地砖破|砖翘起来|路不平|pothole|broken pavement|uneven paving|loose tiles|road damaged
道路遗撒（洒）|掉了一路|洒了一地|漏了一路|撒落|spilled on the road|spill
交通标线不清晰|斑马线看不清|标线磨没了|划线模糊|zebra crossing faded|faded markings
绿地脏乱|绿化带有垃圾|草丛垃圾|草坪里垃圾|litter in the bushes
绿化弃料|树枝没人收|修剪下来的树枝|cut branches
焚烧垃圾、树叶|烧垃圾|烧树叶|烧纸|burning rubbish|burning leaves
病虫害|虫子|蚊子|白蚁|老鼠|蟑螂|mosquitoes|termites|pests|rats
水域不洁|河里有垃圾|河面漂垃圾|水面漂浮物|floating rubbish|dirty river
河道污染|河水发臭|水变黑|河水黑|排污|river smells|polluted river
油烟污染|油烟|油烟味|饭店油烟|烧烤油烟|cooking fumes|restaurant smoke|greasy smoke
噪声扰民|噪音|噪声|太吵|吵得睡不着|广场舞|音响声音大|唱歌|noise|loud music|noisy|square dancing
露天烧烤|烧烤摊|路边烧烤|barbecue|bbq
乱倒乱排污水、废水|污水|污水横流|倒脏水|泼水|污水外溢|sewage|waste water|dirty water
废弃车辆|僵尸车|报废车|没人要的车|abandoned car|abandoned bike
废弃家具设备|旧沙发|旧床垫|旧家具|扔了个柜子|床垫|大件垃圾|sofa|mattress|old furniture|bulky waste
乱堆杂物|堆杂物|杂物|堆放杂物|楼道堆东西|堆纸皮|clutter|piled up|obstructing stuff
动物尸体|死老鼠|死猫|死狗|死鱼|dead animal|dead rat|dead cat|dead bird
擅自饲养家禽家畜|养鸡|鸡叫|养鸭|chickens|rooster
私设地锁、阻车桩|地锁|占车位|私装地锁|parking lock
垃圾未分类|不分类|垃圾混投|unsorted|recycling mixed
垃圾站（箱）满溢|垃圾桶满了|垃圾满了|垃圾桶爆满|垃圾溢出来|垃圾桶满溢|overflowing bin|bin is full|bin overflowing|full bins
盲道缺损|盲道坏了|盲道断|盲道砖|tactile paving
路缘石缺损|马路牙子|路沿石|kerb|curb
台阶破损|台阶坏了|楼梯破|broken steps|broken stairs
边坡（挡土墙）破损|挡土墙|边坡|斜坡裂|retaining wall|slope
公园秩序|公园里|公园遛狗|公园乱|park disorder
非法小广告|小广告|牛皮癣|乱贴广告|贴广告|刻章办证|flyers|stickers|illegal posters
街头散发广告|发传单|塞卡片|leaflets|handing out flyers
违规户外广告|违规广告|乱挂广告|illegal billboard
违规标语宣传品|横幅|条幅|乱挂横幅|banner
施工扰民|施工噪音|工地吵|半夜施工|装修噪音|晚上施工|construction noise|drilling|night construction
施工占道|施工挡路|围挡占道|工地占路|construction blocking
无证掘路|挖路|路挖开|乱挖|digging up the road
工地扬尘|扬尘|灰尘大|工地灰|粉尘|dust|dusty site
施工废弃料|工地垃圾|施工剩料
施工工地围挡问题|围挡坏了|围挡倒了|围挡破|hoarding|site fence
施工工地车轮夹带|泥头车|车轮带泥|泥车|mud on the road
无照经营游商|小贩|摆摊|流动摊贩|卖水果的|推车卖|hawker|street vendor|stall
流浪乞讨|乞丐|流浪汉|要饭|讨钱|beggar|homeless
废品收购乱象|收废品|收破烂|废品站|scrap
店外经营|店铺占道|摆到外面|摆出店外|桌椅摆外面|摆到人行道|shop goods on the pavement|tables outside
占道经营|占道摆摊|占路摆摊|路边摊|摊位占路|stalls blocking the road
机动车乱停放|违停|乱停车|汽车停人行道|车停在人行道|堵车位|车挡路|illegal parking|car parked on pavement|car blocking|double parking
非机动车乱停放|电动车乱停|单车乱停|自行车乱放|电动车堵|电单车|摩托车停|bicycles blocking|scooters parked|e-bikes parked
共享单车乱象|共享单车|共享单车乱停|单车堆|哈啰|青桔|美团单车|shared bikes|bike share
占用消防通道|消防通道|消防通道堵|堵住消防|fire lane|fire exit blocked
占用无障碍通道|占用盲道|车停在盲道|堵住坡道|blocked ramp
占道洗车|洗车|car wash
占道促销宣传|促销|大喇叭叫卖|promotion|loudspeaker sales
无证餐饮|无证饭店|黑作坊|unlicensed food
违规设置停车场|乱收停车费|私划车位|illegal car park
农贸市场秩序问题|菜市场|市场脏乱|market
架空线缆脱落|电线掉了|电线垂下来|线缆掉落|网线垂下来|fallen wire|hanging cable|cable down
供水管道破裂|水管爆了|自来水漏|水管漏水|爆水管|冒水|water leak|burst pipe|water main
燃气管道破裂|煤气味|燃气泄漏|漏气|煤气漏|gas leak|smell of gas
排水管道堵塞、破裂|下水道堵|下水道堵了|下水道冒水|污水冒出来|sewer blocked|sewer overflowing|blocked sewer
路面塌陷|塌陷|地陷|路塌了|地面下沉|sinkhole|road collapse|caved in
道路积水|积水|水浸|内涝|水淹|淹水|flooding|flooded|standing water|puddle
高空坠物|高空抛物|楼上扔东西|掉下来|外墙脱落|falling objects|thrown from window|falling tiles
违规养犬|遛狗不牵绳|狗没拴|狗叫|恶犬|unleashed dog|dog off leash|barking dog
光污染|灯太亮|灯光刺眼|led屏太亮|bright light|light pollution
线体垂落|电线乱|蜘蛛网线|线缆低垂|飞线|sagging cable|low hanging wire|tangled wires
餐厨垃圾遗撒和污染|厨余|泔水|餐厨|kitchen waste|food waste
门前三包（四包）|门前三包|店门口脏|shopfront
`;

const table = new Map(
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('|'))
    .map(([name = '', ...sayings]) => [name, sayings]),
);

/** Common sayings for a national class; none for a name that is not in the table. */
export function nationalSayings(name: string): readonly string[] {
  return table.get(name) ?? [];
}
