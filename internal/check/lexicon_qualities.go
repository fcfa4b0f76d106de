package check

// qualities are how and how much, when and where, and the small words that join.
const qualities = `
جيد جيدة أفضل حسن تحسين|good better best well improve improvement
سيئ أسوأ|bad worse worst
قوي قوية أقوى|strong stronger powerful strongly
ضعيف ضعف|weak weakness poor
سريع سريعة سرعة بسرعة|fast quick rapid speed quickly rapidly
بطيء ببطء|slow slowly
سهل سهولة بسهولة|easy easily ease
صعب صعبة صعوبة صعوبات|difficult difficulty hard difficulties
بسيط بسيطة|simple slight mild simply
معقد تعقيد مضاعفات|complex complicated complications
واضح وضوح بوضوح|clear clearly obvious evident
صحيح تصحيح|correct true right valid
خاطئ خطأ أخطاء|wrong error mistake false errors
حقيقة حقيقي حقائق|real fact truth true really facts
كاذب كذب|false lie liar
خاص خاصة خصوصا|special private especially particular own particularly
عام عامة عموما|general public generally
كامل كاملة تماما|full complete entire completely fully
جزئي جزئيا|partial partially partly
كل جميع كافة|all every each entire
بعض|some
نصف|half
ربع|quarter
ضعف أضعاف|double twice times
واحد واحدة|one single
اثنان اثنين اثنتين|two
ثلاثة ثلاث|three
أربعة أربع|four
خمسة خمس|five
ستة ست|six
سبعة سبع|seven
ثمانية ثماني|eight
تسعة تسع|nine
عشرة عشر|ten
مئة مائة مئات|hundred hundreds
ألف آلاف|thousand thousands
مليون ملايين|million millions
مليار مليارات|billion billions
ثاني ثانية|second
ثالث ثالثة|third
رابع رابعة|fourth
قليل قليلة قليلا|few little slightly
كاف كافية كفاية|enough sufficient adequate
فقط|only just
أيضا كذلك|also too likewise
مع|with
بدون دون|without
ضد|against
حول|about around
بين|between among
خلال أثناء|during through while
قبل|before prior ago
بعد|after later following
منذ|since
حتى|until even till
حين عندما|when
إذا|if whether
لكن ولكن غير|but however
رغم بالرغم|although despite though nevertheless
لأن|because since
لذلك لذا|therefore so thus
ربما قد|may might perhaps
هل|do does are is
ماذا|what
متى|when
أين|where
كيف كيفية|how
لماذا|why
هنا|here
هناك|there
الآن حاليا حالي|now current currently present
أمس|yesterday
غدا|tomorrow
دائما دائم|always permanent lasting
أبدا|never ever
أحيانا|sometimes occasionally
غالبا عادة|often usually normally typically likely usual
نادر نادرا|rare rarely
فور فورا فوري|immediately immediate instantly
مبكر مبكرا باكر|early
متأخر|late
سابق سابقا|previous former earlier previously
لاحق لاحقا|later subsequent subsequently
قادم مقبل|next coming upcoming
ماضي ماضية|past last
مستقبل مستقبلي|future
مؤقت مؤقتا|temporary temporarily interim
قريب قرب أقارب|near close nearby relatives soon relative
بعيد بعيدة بعد|far remote distant away distance
فوق|above over
تحت|under below
أمام|front before
خلف وراء|behind
داخل|inside within
خارج|outside abroad
يمين|right
يسار|left
مباشر مباشرة مباشرا|direct directly
محلي محلية|local locally
وطني وطنية|national
رسمي رسمية رسميا|official formal officially
عسكري عسكرية|military
مدني مدنية مدنيين|civil civilian civilians
مشترك مشتركة|joint common shared
منفصل|separate
متعدد متعددة|multiple several
عدة عديد عديدة|several many number numerous
وحيد وحده|alone only sole lonely
أساسي أساسية أساس|basic essential basis primary fundamental mainly
رئيسي رئيسية|main major primary key
ثانوي ثانوية|secondary high
ضروري ضرورية ضرورة|necessary essential necessity
إيجابي إيجابية|positive
سلبي سلبية|negative
طبيعي طبيعية طبيعة|normal natural nature naturally
غريب غرباء|strange stranger foreign strangers
شائع شائعة|common rumor rumors
مشهور شهير شهرة|famous well-known fame
غني أغنياء ثروة|rich wealth wealthy
رخيص|cheap
غال|expensive
مجاني مجانا|free
ساخن حار|hot
بارد برد|cold cool
جاف جفاف|dry drought
رطب رطوبة|wet humidity moisture humid
ثقيل ثقيلة|heavy
خفيف خفيفة|light mild slight
حاد حادة|acute sharp severe
شديد شديدة شدة|severe intense severely severity strongly
مزمن مزمنة|chronic
واسع واسعة|wide broad extensive widely
ضيق|narrow shortness tight
عميق عمق|deep depth
أسود سوداء|black
أحمر حمراء|red
أخضر خضراء|green
أزرق زرقاء|blue
أصفر صفراء|yellow
متاح متوفر توفر|available availability
مفيد فائدة فوائد|useful benefit beneficial helpful benefits
فعال فعالية|effective efficacy effectiveness
آمن سلامة|safe safety secure
خال|free
محتمل احتمال احتمالات|possible potential probability likely probable
مشابه مماثل تشابه|similar similarity likewise same
نفس|same self
ذات|same
مناسب ملائم|appropriate suitable proper
مسن مسنين كبار|elderly older
عمر أعمار سن|age old aged ages
ذكر ذكور|male males
أنثى إناث|female females
وقت أوقات زمن زمني|time times period
فترة فترات|period periods time
مرة مرات|time once times
مرحلة مراحل|stage phase phases stages
بداية|beginning start onset
وسط منتصف|middle mid
نهاية|end
مستوى مستويات|level levels
درجة درجات|degree degrees grade
حجم أحجام|size volume
وزن|weight
كمية كميات|amount quantity amounts
نظرا بسبب|due owing
وفقا حسب|according
عبر|through via across
نحو تجاه|toward about towards
مقابل|versus against exchange
سوى إلا|except only
عدم|lack not non
`
