package check

// lexiconWords are common words of news and reference texts with their usual
// English, one concept a line: Arabic forms, a bar, English forms. Inflection is
// taken off both sides when the table is built, so a line lists only what light
// stemming does not join (broken plurals, irregular verbs). Names stand here where
// their consonants do not agree.
const lexiconWords = places + society + general + things + acts + qualities

// general are words of the body, nature, time and everything else.
const general = `
دم|blood
قلب|heart
رئة رئوي|lung lungs pulmonary pneumonia
عين عيون|eye eyes
يد أيدي يدين|hand hands
رأس|head
صدر|chest
ألم آلام|pain pains hurt
حمى|fever
سعال|cough coughing
تنفس تنفسي|breathing respiratory breath breathe
خلية خلايا|cell cells
بروتين بروتينات|protein proteins
جين جيني جينات وراثي|gene genetic genes genome
اختبار اختبارات فحص|test testing tests examination tested
جسم أجسام|body bodies
حياة|life lives living
حيوان حيوانات|animal animals
نبات نباتات|plant plants
شجرة أشجار شجر|tree trees
طعام أكل غذاء أغذية غذائي|food eat eating foods nutrition
ماء مياه مائي|water waters
هواء هوائي|air
أرض أراضي|land earth ground lands
بحر بحري بحار|sea marine naval seas
نهر أنهار|river rivers
جبل جبال|mountain mountains
جزيرة جزر|island islands peninsula
شمس شمسي|sun solar
قمر أقمار|moon satellite satellites
كوكب كواكب|planet planets
حرارة|temperature heat
نار حريق حرائق|fire fires
زلزال|earthquake quake
طقس مناخ مناخي|weather climate
شمال شمالي|north northern
جنوب جنوبي|south southern
شرق شرقي|east eastern
غرب غربي|west western
وسط أوسط|middle central center centre
يوم أيام يومي|day days daily today
أسبوع أسابيع أسبوعي|week weeks weekly
شهر أشهر شهور شهري|month months monthly
سنة سنوات عام أعوام سنوي|year years annual
ساعة ساعات|hour hours clock
دقيقة دقائق|minute minutes
قرن قرون|century centuries
صباح|morning
مساء|evening
ليلة ليل|night
الأحد|sunday
الاثنين|monday
الثلاثاء|tuesday
الأربعاء|wednesday
الخميس|thursday
الجمعة|friday
السبت|saturday
يناير|january jan
فبراير|february feb
مارس آذار|march
أبريل نيسان|april
مايو أيار|may
يونيو حزيران|june
يوليو تموز|july
أغسطس|august
سبتمبر أيلول|september
أكتوبر|october
نوفمبر|november
ديسمبر|december
قال قالت يقول قائلا|said say says saying told
أضاف مضيفا|added adding
أكد مؤكدا|stressed confirmed affirmed emphasized
أعلن إعلان|announced declared announcement announce
دعا دعوة|called invited urged invitation
طلب مطالب|demand request asked requested demands
رفض|refuse refused rejected reject rejection
وافق موافقة|approved agreed approval agree
وصل وصول|arrived reached arrival reach access
غادر مغادرة|left leave departed
بدأ بداية|began begin started start beginning
انتهى نهاية|ended end finish ending
عمل عامل عمال أعمال|work worker workers labor working business job
جديد جديدة جدد|new
قديم|old ancient
كبير كبيرة كبار أكبر|big large great major larger largest biggest
صغير صغيرة صغار|small little young
طويل طول|long length tall
عدد أعداد|number numbers
كثير|many much
أكثر|more most
أقل|less least fewer
أول أولى|first
آخر أخرى|other another others last
أخير أخيرا|last recent finally latest
مختلف|different various
مهم هام أهمية|important importance significant
خطر خطير مخاطر أخطار|danger risk dangerous serious risks
سبب أسباب|cause reason because caused causes
نتيجة نتائج|result results outcome
مثال مثل|example such like
معلومات|information
إنترنت|internet online
موقع مواقع|site website location sites
شبكة شبكات|network networks
هدف أهداف|goal target aim objective goals
فكرة أفكار|idea ideas
سؤال أسئلة|question questions
اسم أسماء|name names
شخص أشخاص شخصي|person people persons individuals personal
مجموعة مجموعات|group groups set
نوع أنواع|type kind species types
جزء أجزاء|part parts
مكان أماكن|place places
بيت منزل بيوت منازل|home house homes houses
باب أبواب|door doors
عالي ارتفاع مرتفع|high height rise
منخفض انخفاض|low decline decrease drop
زيادة زاد يزيد|increase increased more increasing
نقص|shortage lack deficiency
نسبة|percent percentage rate ratio proportion
معدل|rate average
تغيير تغير|change changes changed
تطوير تطور|development develop evolution
إنتاج منتج|production product produce products
استخدام يستخدم مستخدم|use used using user uses
خدمة خدمات|service services
نقل انتقال|transport transfer transmission transmitted
سفر مسافر|travel travelers trip traveler
سياحة سائح سياحي|tourism tourist tourists
حجر|quarantine stone
إغلاق|closure lockdown close closed closing
قناع كمامة أقنعة كمامات|mask masks
مسافة|distance distancing
استجابة|response respond
حماية|protection protect protective
منع|prevent prevention ban
وقاية|prevention protective prophylaxis
انتشار|spread prevalence
مجتمع مجتمعي|society community communities
فقر فقير فقراء|poverty poor
ذهب ذهبي|gold went golden
حديد|iron steel
طاقة|energy power
نووي|nuclear
صناعة صناعي|industry industrial manufacturing
زراعة زراعي|agriculture agricultural farming
بناء مبنى مباني|building construction buildings built
جدار|wall
سطح|surface
ضوء|light
بيضاء أبيض بيض|white casablanca
صوت أصوات|voice sound vote votes
صورة صور|picture image photo images pictures
لون ألوان|color colour colors
`
