package check

// lexiconWords are common words of news and reference texts with their usual
// English, one concept a line: Arabic forms, a bar, English forms. Inflection is
// taken off both sides when the table is built, so a line lists only what light
// stemming does not join (broken plurals, irregular verbs). Names stand here where
// their consonants do not agree.
const lexiconWords = places + society + general

const places = `
مصر المصري|egypt
المغرب مغربي|morocco moroccan maghreb
الجزائر جزائري|algeria algiers
الأردن أردني|jordan
سوريا سورية سوري|syria
دمشق|damascus
حلب|aleppo
حمص|homs
القاهرة|cairo
الإسكندرية|alexandria
القدس مقدسي|jerusalem
الضفة|bank
الخليل|hebron
نابلس|nablus
طرابلس|tripoli
صيدا|sidon
صور|tyre
صنعاء|sanaa
عدن|aden
الحديدة|hodeidah
الرياض|riyadh
مكة|mecca makkah
الإمارات إماراتي|emirates uae emirati
قطر|qatar
عمان عماني|oman amman
الصين صيني|china chinese
الهند هندي هندية هنود|india indian indians hindu
اليابان ياباني|japan japanese
اليونان يوناني|greece greek
ألمانيا ألماني|germany german
النمسا نمساوي|austria
المجر مجري|hungary hungarian
السويد سويدي|sweden swedish
سويسرا سويسري|switzerland swiss
الدنمارك|denmark danish
فنلندا|finland finnish
هولندا هولندي|netherlands dutch holland
البرتغال|portugal portuguese
بلجيكا|belgium belgian
فرنسا فرنسي|france french
بريطانيا بريطاني|britain british uk
إنجلترا إنجليزي إنكليزي|england english
أسكتلندا|scotland
إيرلندا أيرلندا|ireland irish
إسبانيا إسباني|spain spanish
إيطاليا إيطالي|italy italian
البندقية|venice
روسيا روسي|russia russian
تركيا تركي أتراك|turkey turkish turkiye turks
كوريا|korea
أرمينيا|armenia
جورجيا|georgia
قبرص|cyprus
الحبشة إثيوبيا|ethiopia
تشاد|chad
النيل|nile
الفرات|euphrates
دجلة|tigris
المتوسط|mediterranean medium
أوروبا أوروبي أوروبية|europe european
آسيا آسيوي|asia asian
أفريقيا إفريقيا أفريقي|africa african
أمريكا أميركا أمريكي أميركي|america american us usa
المتحدة|united us uk un
الولايات ولاية|states state province
العرب عربي عربية|arab arabic
إسرائيل إسرائيلي|israel israeli
فلسطين فلسطيني|palestine palestinian
لبنان لبناني|lebanon lebanese
العراق عراقي|iraq iraqi
إيران إيراني|iran iranian
السعودية سعودي|saudi
الخليج خليجي|gulf
الكرملين|kremlin
موسكو|moscow
لندن|london
باريس|paris
جنيف|geneva
فيينا|vienna
بروكسل|brussels
أثينا|athens
روما|rome
بكين|beijing
طوكيو|tokyo
شنغهاي|shanghai
المسيح مسيحي|christ christian
الإسلام إسلامي مسلم|islam islamic muslim
يهود يهودي|jew jews jewish
موسى|moses moussa musa
عيسى|jesus issa
يوسف|joseph youssef
إبراهيم|abraham ibrahim
يوحنا|john
بطرس|peter petersburg
الناتو الأطلسي|nato atlantic
الحوثي حوثيين|houthi houthis
القاعدة|qaeda base rule
الكنيسة كنائس|church churches
البابا|pope
`

const society = `
رئيس رئاسة رئاسي رؤساء|president presidential chief head chairman presidency
وزير وزراء وزارة وزاري|minister ministry ministerial prime ministers
ملك ملكي|king royal monarch
أمير|prince emir
حكومة حكومي|government governmental
برلمان برلماني نواب نائب|parliament parliamentary lawmaker deputy mp mps
حزب أحزاب|party parties
انتخاب انتخابات ناخب|election elections electoral vote voter elected
دولة دول دولي|state country countries international nation
بلد بلدان بلاد|country countries
شعب شعوب شعبي|people popular peoples
سكان ساكن|population residents inhabitants people
مدينة مدن|city town cities
قرية قرى|village villages
عاصمة|capital
منطقة مناطق|region area areas zone
شارع شوارع|street streets road
طريق طرق|road way route ways
حدود|border borders limits
حرب حروب حربي|war wars
سلام سلمي|peace peaceful
اتفاق اتفاقية|agreement deal accord treaty
هدنة|truce ceasefire
قرار قرارات|decision resolution ruling
قانون قوانين قانوني|law laws legal
محكمة محاكم|court courts
محاكمة|trial tried
سجن سجين سجناء سجون|prison jail prisoner prisoners prisons
أسير أسرى|prisoner prisoners captive captives
رهينة رهائن|hostage hostages
شرطة|police
جيش جيوش|army armies military
جندي جنود|soldier soldiers troops
قوة قوات قوى|force forces power strength
سلاح أسلحة مسلح مسلحين|weapon weapons arms armed gunmen militant
صاروخ صواريخ|missile rocket missiles rockets
طائرة طائرات طيران|plane aircraft planes drone flight aviation airline
مطار|airport airports
سفينة سفن|ship ships vessel
ميناء موانئ|port ports
سيارة سيارات|car cars vehicle
قصف|bombing shelling bombardment bombed shelled
هجوم هجمات هاجم|attack attacks attacked assault
انفجار تفجير|explosion blast bombing explosions
قتل قتيل قتلى مقتل|kill killed killing dead deaths murder
جريح جرحى|wounded injured injuries
ضحية ضحايا|victim victims
موت وفاة وفيات توفي مات|death died deaths dead mortality fatality die
شهيد شهداء|martyr martyrs
اعتقال معتقل|arrest arrested detainee detained detention arrests
مظاهرة متظاهر احتجاج|protest demonstration protesters demonstrators protests
لاجئ لاجئين|refugee refugees
مساعدة مساعدات|aid assistance help
أمن أمني|security
خارجية خارجي|foreign external outside
داخلية داخلي|interior internal inside domestic
دفاع|defense defence
مجلس مجالس|council board
لجنة لجان|committee commission panel
منظمة منظمات|organization organisation organizations who
مؤسسة مؤسسات|institution foundation institutions
شركة شركات|company companies firm corporation partnership
بنك مصرف بنوك مصارف|bank banks
مال مالي أموال|money financial finance funds
اقتصاد اقتصادي|economy economic economics
تجارة تجاري|trade commercial commerce business
سوق أسواق|market markets
سعر أسعار|price prices
نفط نفطي|oil petroleum
غاز|gas
كهرباء كهربائي|electricity electric power electrical
دولار|dollar dollars usd
وكالة وكالات|agency agencies
صحيفة صحف صحفي صحافة صحافي|newspaper press journalist paper
تلفزيون|television tv
خبر أخبار إخباري|news report
مقابلة|interview
بيان بيانات|statement data
تصريح صرح|statement remarks declared stated
متحدث ناطق|spokesman spokesperson spokeswoman
مسؤول مسئول|official officials responsible
زعيم زعماء|leader leaders
قائد قيادة قادة|commander leader command leadership leaders
سفير سفارة|ambassador embassy
اجتماع|meeting social met meetings
مؤتمر|conference
قمة|summit
محادثات مباحثات|talks conversations discussions
مفاوضات تفاوض|negotiations negotiation negotiate talks
لقاء التقى|meeting met meet
زيارة زار|visit visited
اتصال|call contact communication
هاتف هاتفي هواتف|phone telephone mobile phones
علاقة علاقات|relation relations relationship ties
تعاون|cooperation collaboration cooperate
سياسة سياسي|policy politics political policies
عقوبات عقوبة|sanctions sanction penalty
أزمة أزمات|crisis crises
مشكلة مشاكل مشكلات|problem problems issue
حل حلول|solution solutions solve resolve
خطة خطط|plan plans
مشروع مشاريع مشروعات|project projects
برنامج برامج|program programme programs software
نظام أنظمة نظم|system regime order systems
ثورة|revolution
حرية|freedom liberty
حق حقوق|right rights
امرأة نساء نسائي|woman women female
رجل رجال|man men male
طفل أطفال طفولة|child children kid childhood
شاب شباب|youth young
أسرة عائلة أسر عائلات|family families
أب والد|father
أم والدة|mother
ابن أبناء|son sons
أخ شقيق|brother
زوج زوجة زواج|husband wife married marriage couple spouse
ولد ولادة مولود|born birth
طالب طلاب|student students
مدرسة مدارس|school schools
جامعة جامعات جامعي|university universities college
تعليم تعليمي|education educational
كتاب كتب|book books
لغة لغات لغوي|language languages linguistic
ثقافة ثقافي|culture cultural
تاريخ تاريخي|history date historical historic
فن فنون فني فنان|art arts artist artistic technical
فيلم أفلام|film films movie
موسيقى موسيقي|music musical
شعر شاعر شعراء|poetry poet poem hair
رياضة رياضي|sport sports athlete
كرة|football ball
لاعب|player players
فريق فرق|team teams group
مباراة مباريات|match matches game
فوز فاز|win won victory winner
بطولة بطل|championship tournament champion hero
دين ديني أديان|religion religious
الله إله|god allah
مسجد مساجد|mosque mosques
علم علوم علمي عالم علماء|science scientific scientist scientists world scholars
عالمي عالمية عالميا|world global worldwide
بحث أبحاث بحوث باحث|research search researcher researchers study
دراسة دراسات|study studies
تقرير تقارير|report reports
صحة صحي|health healthy sanitary
مستشفى مستشفيات|hospital hospitals
طبيب أطباء طبي طب|doctor doctors physician medical medicine
مريض مرضى|patient patients sick ill
مرض أمراض|disease diseases illness sickness
فيروس فيروسات|virus viruses viral
وباء جائحة وبائي|epidemic pandemic outbreak
عدوى|infection infections infect
مصاب إصابة|infected infection injury injured cases affected
علاج علاجي|treatment therapy treat treated cure
دواء أدوية|drug drugs medicine medication medications
لقاح لقاحات تطعيم|vaccine vaccines vaccination
أعراض|symptoms symptom
`

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
صوت أصوات|voice sound vote votes
صورة صور|picture image photo images pictures
لون ألوان|color colour colors
`
