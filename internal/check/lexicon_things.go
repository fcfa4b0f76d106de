package check

// things are objects, ideas and occupations beyond politics and the body.
const things = `
حالة حالات|case cases state condition status
وضع أوضاع|situation position conditions status
ظرف ظروف|circumstances conditions circumstance
موضوع مواضيع|subject topic topics
قضية قضايا|issue case cause issues
مسألة مسائل|question matter issue
أمر أمور|matter thing things
شيء أشياء|thing something things anything
عامل عوامل|factor factors
عنصر عناصر|element elements
عملية عمليات|process operation operations processes surgery
طريقة طرق|method way methods manner
وسيلة وسائل|means media way
أداة أدوات|tool tools
آلية آليات|mechanism mechanisms
تقنية تقنيات|technology technique techniques technologies
تكنولوجيا|technology technologies
جهاز أجهزة|device devices machine apparatus equipment
حاسوب كمبيوتر حواسيب|computer computers
شاشة|screen
ملف ملفات|file files
رسالة رسائل|message letter messages letters
بريد|mail post email
رقم أرقام رقمي|number digital figure numbers figures
قائمة قوائم|list menu lists
جدول|table schedule
خريطة|map
نموذج نماذج|model form models sample
عينة عينات|sample specimen samples specimens
تجربة تجارب تجريبي|trial experiment experience trials experimental experiments
نظرية|theory
دليل أدلة|evidence guide proof guidance
قاعدة قواعد|rule rules basis
معيار معايير|standard criteria standards norms
شرط شروط|condition terms conditions
حد حدود|limit
فرصة فرص|opportunity chance opportunities
تحدي تحديات|challenge challenges
جهد جهود|effort efforts
نشاط أنشطة|activity activities
دور أدوار|role roles floor
وظيفة وظائف وظيفي|job function jobs functions functional
مهنة مهني|profession professional
موظف موظفين|employee employees staff
خبير خبراء خبرة|expert experts experience expertise
مهندس هندسة|engineer engineering engineers
محامي محام|lawyer attorney
قاضي قاض قضاء قضائي|judge judicial judiciary judges
تاجر تجار|merchant trader merchants
مزارع مزارعين|farmer farmers
ممرض ممرضة تمريض|nurse nurses nursing
عضو أعضاء|member members organ organs
جمهور|public audience crowd
مواطن مواطنين|citizen citizens
فرد أفراد|individual individuals members
صديق أصدقاء|friend friends
عدو أعداء|enemy enemies
جار جيران مجاور|neighbor neighbour neighbors neighboring neighbours
ضيف ضيوف|guest guests
بنت فتاة بنات|girl daughter girls
أخت|sister
جد أجداد|grandfather ancestors
حمل حامل|pregnant pregnancy
رضيع رضع|infant infants baby
غرفة غرف|room rooms chamber
مكتب مكاتب|office offices bureau desk
مصنع مصانع|factory factories plant
متجر محل متاجر محلات|shop store shops stores
مطعم مطاعم|restaurant restaurants
فندق فنادق|hotel hotels
متحف|museum
مكتبة|library
مختبر مختبرات مخبري|laboratory lab laboratories
عيادة عيادات|clinic clinics clinical
صيدلية|pharmacy
مسرح|theater stage theatre
جسر|bridge
نافذة نوافذ|window windows
كرسي مقعد مقاعد|seat chair seats
طاولة|table
سرير أسرة|bed beds
ورق ورقة أوراق|paper sheet leaves papers
كأس|cup
زجاج|glass
بلاستيك|plastic
خشب|wood wooden
صخرة صخور|rock rocks
رمل رمال صحراء|sand desert
غابة غابات|forest forests
وادي|valley
بحيرة|lake
محيط|ocean
ساحل|coast coastal
مطر أمطار|rain rainfall
ثلج ثلوج|snow ice
ريح رياح|wind winds
عاصفة|storm
فيضان فيضانات|flood floods
نجم نجوم|star stars
فضاء فضائي|space
سماء|sky heaven
بيئة بيئي|environment environmental
تلوث ملوث|pollution contamination contaminated polluted
نفايات|waste
سم سموم|poison toxic toxin
كيميائي كيمياء|chemical chemistry
فيزياء|physics
رياضيات|mathematics
أحياء حيوي|biology biological vital
جرثومة بكتيريا بكتيري|bacteria bacterial germs
حمض|acid
جزيء جزيئات جزيئي|molecule molecular molecules
مادة مواد|substance material materials article matter
سائل سوائل|fluid liquid fluids
قطرة قطيرات رذاذ|droplet droplets
مناعة مناعي|immune immunity
مضاد مضادة مضادات|anti antibody antibodies antibiotic
جرعة جرعات|dose doses dosage
جراحة جراحي|surgery surgical surgeon
عملية|surgery
تشخيص|diagnosis diagnostic diagnosed
تنفسية|respiratory
ضغط ضغوط|pressure stress
سكر سكري|sugar diabetes
سرطان|cancer
كبد|liver
كلى كلوي|kidney renal kidneys
معدة|stomach
أمعاء معوي|intestine intestinal gastrointestinal
جلد جلدي|skin leather
عظم عظام|bone bones
عضلة عضلات عضلي|muscle muscles
عصب أعصاب عصبي|nerve nervous neural nerves
دماغ مخ|brain cerebral
عقل عقلي|mind mental
نفسي|psychological mental
أنف أنفي|nose nasal
فم فموي|mouth oral
أذن|ear
حلق|throat
وجه وجوه|face faces
رقبة عنق|neck
ظهر|back
بطن|abdomen abdominal
ساق قدم أقدام|leg foot feet legs
إصبع أصابع|finger fingers
شريان أوعية وعائي|artery vascular arterial vessels
صداع|headache
إسهال|diarrhea
قيء تقيؤ غثيان|vomiting nausea
زكام|cold
التهاب|inflammation inflammatory
خبز|bread
لحم لحوم|meat
سمك أسماك|fish
حليب لبن|milk
زيت|oil
ملح|salt
فاكهة فواكه|fruit fruits
قمح|wheat
قهوة|coffee
شاي|tea
كلب كلاب|dog dogs
قط قطة|cat cats
حصان خيل خيول|horse horses
جمل إبل|camel camels
طائر طيور|bird birds
خفاش خفافيش|bat bats
مستهلك استهلاك|consumption consumer consumers
مستورد استيراد واردات|import imports imported
صادرات تصدير|export exports exported
ضريبة ضرائب|tax taxes
ميزانية موازنة|budget
دين ديون|debt debts
قرض قروض|loan loans
فائدة|interest
راتب رواتب أجر أجور|salary wage wages salaries
بطالة|unemployment unemployed
تضخم|inflation
عملة|currency
رأسمال|capital
ميزة مزايا|advantage feature advantages features
عيب عيوب|disadvantage defect disadvantages
جائزة جوائز|award prize awards
حفل احتفال احتفالات|celebration ceremony party
عيد أعياد|holiday feast eid
رحلة رحلات|trip flight journey flights trips
تذكرة تذاكر|ticket tickets
حجز|booking reservation seizure book
جواز|passport
تأشيرة|visa
سائق|driver
قطار قطارات|train trains
حافلة حافلات|bus buses
دراجة|bicycle bike
فصل فصول|class chapter season classes
درس دروس|lesson lessons
امتحان امتحانات|exam exams
شهادة شهادات|certificate degree testimony certificates
منهج مناهج|curriculum approach
كلية كليات|college faculty
أستاذ أساتذة|professor professors
مقال مقالة مقالات|article essay articles
مجلة مجلات|magazine journal journals
قصة قصص رواية روايات|story novel stories novels
فصحى نص نصوص|text texts
كلمة كلمات|word speech words
جملة|sentence
حرف حروف|letter character letters
معنى معاني|meaning meanings
رأي آراء|opinion view opinions views
سلوك|behavior behaviour
عادة عادات|habit custom customs habits
تقليد تقاليد تقليدي|tradition traditional traditions
قيمة قيم|value values
أخلاق أخلاقي|ethics moral ethical
عدل عدالة|justice
مساواة|equality
جريمة جرائم جنائي|crime criminal crimes
سرقة|theft robbery
عنف|violence violent
قائمة|list
جنس جنسية|nationality sex gender
عرق عرقي|ethnic race racial
هجرة مهاجر مهاجرين|migration immigration migrant migrants immigrants
حملة حملات|campaign campaigns
مرشح مرشحين|candidate candidates
معارضة|opposition
رد|reply
اتحاد|union federation
هيئة|authority body commission
سلطة سلطات|authority authorities power
مركز مراكز|center centre centers centres
قسم أقسام|department section division
فرع فروع|branch branches
قطاع قطاعات|sector strip sectors
مقر|headquarters
ملعب|stadium
لوحة|painting board
تمثال|statue
قصر|palace
قلعة|castle fortress citadel
معبد|temple
قبر مقبرة|tomb grave cemetery
خط خطوط|line lines
سلسلة|series chain
دائرة|circle department
نقطة نقاط|point points
جانب جوانب|side aspect sides aspects
طرف أطراف|party end parties side
اتجاه|direction trend
حركة حركات|movement motion traffic movements
قوة|power force
وحدة وحدات|unit units unity
شكل أشكال|form shape forms
بنية هيكل هيكلي|structure structural
مصدر مصادر|source sources
أصل أصول|origin assets origins
مورد موارد|resource resources
`
