package check

// society are words of politics, war, law, economy, people and culture.
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
