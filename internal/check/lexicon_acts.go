package check

// acts are what is done, in the past, the present and as a noun where the forms
// differ by more than light stemming joins.
const acts = `
كان كانت كانوا يكون تكون كون|was were been be being
أصبح أصبحت يصبح تصبح صار|become became becomes becoming
ظل بقي يبقى تبقى بقاء|remain remained remains stay stayed staying keep
استمر يستمر تستمر استمرار مستمر|continue continued continues continuing ongoing
واصل يواصل مواصلة|continue continued pursue
توقف يتوقف إيقاف وقف أوقف|stop stopped stopping halt halted
عاد يعود تعود عودة|return returned returning returns back
جاء يأتي تأتي أتى|come came comes coming
خرج يخرج خروج|exit went leave leaving out
دخل يدخل دخول|enter entered entry entering enters
حضر يحضر حضور|attend attended attendance presence present
بحث يبحث|search seek seeking sought look looking
وجد يجد تجد عثر|find found finds finding
فقد يفقد فقدان خسر خسارة خسائر|lose lost loss losses losing
أعطى يعطي تعطي إعطاء منح يمنح|give given gives gave grant granted giving
أخذ يأخذ تأخذ|take took taken takes taking
حصل يحصل تحصل حصول|get obtain obtained got receive gets getting obtaining gain
تلقى يتلقى تلقي|receive received receives receiving
قدم يقدم تقدم تقديم|provide provided offer offered present presented submit submitted provides offers submission
أرسل يرسل إرسال|send sent sends sending
حمل يحمل تحمل|carry carried carries carrying bear
وضع يضع تضع|put place placed lay set
جعل يجعل تجعل|make made makes making
فعل يفعل|do done did does doing act
قام يقوم تقوم قيام|carry perform carried performed
نفذ ينفذ تنفيذ تنفيذي|implement implemented implementation executive execute carried
أجرى يجري تجرى إجراء إجراءات|conduct conducted procedure procedures measure measures conducting performed
اتخذ يتخذ اتخاذ|take taken took adopt
حقق يحقق تحقيق|achieve achieved achieving investigation realize accomplish
حاول يحاول محاولة محاولات|try tried tries attempt attempts trying attempted
نجح ينجح نجاح ناجح|succeed succeeded success successful successfully
فشل يفشل إخفاق|fail failed failure fails failing
استطاع يستطيع تستطيع تمكن يتمكن|able can could manage managed
أمكن يمكن ممكن إمكانية|possible can may possibility could
سمح يسمح تسمح سماح|allow allowed allows permit permitted permits
أجبر اضطر إجبار|force forced compelled
احتاج يحتاج تحتاج حاجة احتياجات|need needs needed require requires
تطلب يتطلب تتطلب متطلبات|require requires required requirements requirement
أراد يريد تريد رغبة|want wanted wants wish desire wishes
أحب يحب حب|love loved loves like loving
كره كراهية|hate hatred hated
خاف يخاف خوف مخاوف خشية|fear feared fears afraid concerns
قلق يقلق|worry worried concern concerned anxiety concerns worries
شعر يشعر تشعر شعور مشاعر|feel felt feeling feelings feels
ظن يظن اعتقد يعتقد اعتقاد|believe believed think thought believes belief thinks
فكر يفكر تفكير|think thinking thought consider
عرف يعرف تعرف معروف معرفة|know known knew knows knowledge called
فهم يفهم|understand understood understanding
تذكر يتذكر|remember remembered recall
نسي ينسى نسيان|forget forgot forgotten
تعلم يتعلم|learn learned learning learns
علم يعلم معلم مدرس معلمين|teach teacher teachers taught teaching
قرأ يقرأ قراءة قارئ قراء|read reading reader readers reads
كتب يكتب كتابة كاتب كاتبة|write wrote written writing writer writes author
تكلم يتكلم تحدث يتحدث حديث|speak spoke talk talked speaking speaks talking speech
سأل يسأل تساءل|ask asked asks asking wondered
أجاب إجابة جواب رد ردا يرد|answer answered reply replied response answers
سمع يسمع استماع|hear heard listen hears hearing listening
رأى يرى ترى رؤية شاهد يشاهد مشاهدة|see saw seen view vision watch watched viewing sees
نظر ينظر نظرة|look looked looking view consider
ظهر يظهر تظهر ظهور|appear appeared appears show shows emergence emerged
أظهر إظهار بين يبين تبين أوضح يوضح|show shown showed shows demonstrate demonstrated indicate explained clarified
أشار يشير تشير إشارة|indicate indicated refer refers point pointed noted indicates suggest referring signal
ذكر يذكر تذكر|mention mentioned reported stated cited noted
وصف يصف توصيف|describe described description describes
شرح يشرح تفسير فسر|explain explained explanation explains interpretation
سمى يسمى تسمى تسمية|call called named known termed
اعتبر يعتبر تعتبر يعد تعد|consider considered regarded deemed considers
شمل يشمل تشمل شامل|include includes including included comprehensive involve
تضمن يتضمن تتضمن ضم يضم|include includes including included contain
احتوى يحتوي تحتوي محتوى احتواء|contain contains content containing contents contained containment
تألف يتألف تتكون يتكون مكون مكونات|consist consists composed component components
اختلف يختلف تختلف اختلاف فرق|differ differs difference differences vary varies varied
تغير يتغير متغير|vary change changing variable
تحول يتحول تحويل|turn transform turned transformation convert shift
ارتبط يرتبط مرتبط ارتباط|associated linked related association link connected
أدى يؤدي تؤدي|lead led leads leading result resulted cause
أثر يؤثر تؤثر تأثير آثار تأثيرات|affect affects effect effects impact influence impacts affected
ساعد يساعد تساعد|help helps helped assist helping
ساهم يساهم أسهم مساهمة|contribute contributed contribution contributes
دعم يدعم داعم|support supported supporting supports backed
عزز يعزز تعزيز|strengthen enhance promote boost strengthened reinforce enhanced
شجع يشجع تشجيع|encourage encouraged encourages encouraging
هدد يهدد تهديد تهديدات|threat threaten threatened threatens threats
واجه يواجه تواجه مواجهة|face faced faces facing confront confrontation
كافح مكافحة محاربة|combat fight fighting control
قاتل قتال يقاتل مقاتل مقاتلين|fight fighting fought fighter fighters combat
هزم هزيمة|defeat defeated
حارب|fight fought
دمر تدمير دمار|destroy destroyed destruction devastation
ضرب يضرب ضربة ضربات|strike struck hit strikes beat blow
أطلق يطلق إطلاق|launch launched fired release launching shooting
أصدر يصدر إصدار صدر|issue issued release released version published
نشر ينشر منشور|publish published publication post posted publishes
فتح يفتح افتتح افتتاح مفتوح|open opened opening opens
أغلق يغلق مغلق|close closed shut closing
أنشأ ينشئ إنشاء|establish established create created establishment creation setting
أسس تأسيس تأسس|found founded establish established founding
صنع يصنع صنعت|make manufactured made
خلق يخلق|create created creating creation
كشف يكشف اكتشف اكتشاف|discover discovered reveal revealed detect detection discovery detected disclosed
راقب يراقب مراقبة رصد|monitor monitored monitoring surveillance observe observed watch
حدد يحدد تحديد محدد|determine define identify determined identified specific specified defined
اختار يختار اختيار خيار خيارات|choose chose chosen choice option select options selected choices
قارن مقارنة|compare compared comparison
قاس يقيس قياس قياسات|measure measured measurement measurements
حسب يحسب حساب حسابات|calculate account accounts calculated
قدر يقدر تقدير تقديرات|estimate estimated estimates value
توقع يتوقع توقعات متوقع|expect expected expectation expectations forecast predict predicted
خطط يخطط تخطيط|plan planned planning
نظم ينظم تنظيم|organize organized regulate organizing regulation organised
أدار يدير إدارة إداري|manage management administration administrative managed run
سيطر سيطرة تحكم|control controlled dominate controls controlling
حكم يحكم حاكم|rule ruled governor judgment sentence ruling governed
ملك يملك امتلك يمتلك|own owns owned possess has
اشترى شراء يشتري|buy bought purchase buying purchased
باع بيع مبيعات|sell sold sale sales selling
دفع يدفع مدفوعات|pay paid payment push payments
كلف تكلفة تكاليف|cost costs costly assigned
استثمر استثمار استثمارات مستثمر|invest investment investments investor investors
جمع يجمع تجميع|collect collected gather gathered collecting collection
أضاف يضيف إضافة إضافي إضافية|add addition added additional moreover
أزال يزيل إزالة|remove removed removal removing
انتقد نقد انتقادات|criticize criticized criticism critics
اتهم اتهام اتهامات متهم|accuse accused accusation charges accusations charged
نفى ينفي نفي|deny denied denies denial
اعترف اعتراف|admit admitted recognize recognition acknowledged confession
ضمن يضمن ضمان|ensure guarantee ensured ensures ensuring
حافظ يحافظ محافظة حفاظ|maintain preserve maintained maintaining governorate keep conservative
حفظ يحفظ|save keep saved preserve storage
احترم احترام|respect respected
لعب يلعب لعبة ألعاب|play played plays playing game games
ركض جرى|run ran running
مشى يمشي سير|walk walked walking
جلس يجلس جلسة|sit sat session sitting hearing
نام ينام نوم|sleep slept sleeping
لبس ارتدى يرتدي ارتداء ملابس|wear wearing worn wears clothes clothing dress
غسل يغسل اغسل|wash washed washing
نظف تنظيف نظافة نظيف|clean cleaning hygiene cleaned
شرب يشرب مشروب|drink drank drinking drinks
طبخ مطبخ|cook kitchen cooking cooked
لمس يلمس ملامسة تلامس مخالطة|touch touched touching contact
تجنب يتجنب|avoid avoided avoiding avoids
انتظر ينتظر انتظار|wait waiting waited await
حدث يحدث حدوث أحداث|happen happened event events occur occurred happens occurs incident
وقع يقع توقيع|located signed lies sign fell signature occurred
عاش يعيش معيشة|live lived lives living
سكن يسكن|live reside housing
تعرض يتعرض معرض|exposed exposure subjected exhibition risk suffered
عانى يعاني تعاني معاناة|suffer suffered suffers suffering
شفي شفاء تعافى تعافي|recover recovered recovery healing recovering
نما ينمو نمو|grow growth grew growing grows
سقط يسقط سقوط|fall fell fallen falls falling
ارتفع يرتفع|rise rose risen increased rising
انخفض ينخفض تراجع|decrease decreased fell declined dropped decline
قلل يقلل تقليل خفض تخفيض|reduce reduced reducing reduction reduces cut minimize
تجاوز يتجاوز|exceed exceeded exceeds beyond
بلغ يبلغ بالغ|reach reached amounted adult adults
مثل يمثل تمثل ممثل ممثلين|represent represents represented actor representative actors
شارك يشارك مشاركة مشارك مشاركين|participate participated participation share participants shared involved
انضم انضمام|join joined joining joins
ترك يترك|leave left leaving abandoned
اعتمد يعتمد تعتمد اعتماد|depend depends adopt adopted rely based relies approved
التزم التزام ملتزم|commit committed commitment compliance adhere obligation
خضع يخضع خضوع|undergo subject underwent undergoing
طبق يطبق تطبيق تطبيقات|apply applied application app apps applications implementation
صمم تصميم مصمم|design designed designs designer
سجل يسجل تسجيل|record recorded registered register registration log recording
فحص يفحص|examine examination screening check checked
عزل يعزل|isolate isolated isolation isolating
نصح ينصح نصيحة نصائح|advise advised advice recommend tips
أوصى يوصي توصيات توصية|recommend recommended recommendations recommends
حذر يحذر تحذير تحذيرات|warn warned warning warnings caution
أبلغ إبلاغ|report reported inform informed notify
ألغى إلغاء|cancel cancelled canceled cancellation abolished
أجل تأجيل تأخير تأخر|postpone postponed delay delayed delays
علق تعليق معلق|suspend suspended comment comments suspension
قيد يقيد تقييد قيود|restrict restricted restriction restrictions limited
فرض يفرض|impose imposed imposing
حظر يحظر|ban banned prohibit prohibited curfew embargo
أمر يأمر أوامر|order ordered matter orders
قرر يقرر|decide decided decision decides
وعد يعد وعود|promise promised promises
`
