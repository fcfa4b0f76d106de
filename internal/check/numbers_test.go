package check

import (
	"testing"
	"unicode/utf8"

	"mujaz/internal/arabic"
)

// TestNumbersAgree holds translations with the same numbers as their source.
func TestNumbersAgree(t *testing.T) {
	for _, c := range [][2]string{
		{"قتل 18 شخصا وأصيب 40 آخرون", "18 people were killed and 40 others wounded"},
		{"بعد أكثر من 18 شهراً من الحرب", "after more than eighteen months of war"},
		{"ثلاثة جنود", "three soldiers"},
		{"خمسة وعشرون طالبا", "twenty-five students"},
		{"أُفرج عن ثلاثمئة وخمسة وعشرين سجينا", "325 prisoners were released"},
		{"ثلاثمائة أسير", "300 prisoners"}, {"ثلاث مئة أسير", "three hundred prisoners"},
		{"مئتا كيلومتر", "200 kilometres"}, {"مائتي مليون دولار", "$200 million"},
		{"عام ألف وتسعمئة وثمانية وأربعين", "in 1948"}, {"سنة ألف وتسعمائة وسبعة وستين", "in 1967"},
		{"نحو ألف سجين", "about 1,000 prisoners"}, {"ألفا جندي", "2,000 soldiers"},
		{"ألفي جندي", "two thousand soldiers"}, {"18 ألف جندي", "18,000 soldiers"},
		{"18 ألفا", "18,000"}, {"10.9 مليارات دولار", "$10.9 billion"}, {"10,9 مليارات دولار", "$10.9bn"},
		{"١٠٫٩ مليار دولار", "10.9 billion dollars"}, {"٦١٩٦٫٣ نقطة", "6,196.3 points"}, {"6196,3 نقطة", "6,196.3 points"},
		{"١٬٢٣٤ حالة", "1,234 cases"}, {"1.234 حالة", "1,234 cases"}, {"1.234,5 درهم", "1,234.5 dirhams"},
		{"7،5 في المئة", "7.5 percent"}, {"مليونا شخص", "two million people"}, {"مليونا و200 ألف شخص", "1.2 million people"},
		{"مليونا و200 ألف شخص", "2,200,000 people"}, {"مليونين ونصف المليون", "2.5 million"},
		{"مليون ونصف المليون لاجئ", "one and a half million refugees"}, {"مليون ونصف مليون", "1.5 million"},
		{"ثلاثة ملايين ونصف", "3.5 million"}, {"نصف مليون", "500,000"}, {"نصف مليون", "half a million"},
		{"ربع مليون نسمة", "a quarter of a million people"}, {"ثلاث سنوات ونصف", "three and a half years"},
		{"ثلاث سنوات ونصف السنة", "3.5 years"}, {"سنة ونصف", "a year and a half"}, {"سنة ونصف السنة", "one and a half years"},
		{"ساعتين ونصف", "two and a half hours"}, {"عامين ونصف العام", "2.5 years"},
		{"ثلاثة أرباع السكان", "three quarters of the population"}, {"ثلثي المقاعد", "two-thirds of the seats"},
		{"ثلث السكان", "a third of the population"}, {"ثلث السكان", "one-third of the population"},
		{"نصف السكان", "half of the population"}, {"ربع السكان", "a quarter of the population"},
		{"50 في المئة", "50%"}, {"خمسين بالمئة", "50 percent"}, {"خمسون في المائة", "fifty per cent"}, {"بنسبة 3.5 بالمائة", "by 3.5%"},
		{"مئة في المئة", "100 percent"}, {"%15", "15 percent"}, {"٪١٥", "15%"},
		{"القرن التاسع عشر", "the 19th century"}, {"القرن الحادي والعشرين", "the twenty-first century"}, {"القرن العشرين", "the 20th century"},
		{"القرن السابع", "the seventh century"},
		{"أغسطس/آب 2020", "August 2020"}, {"آب/أغسطس الماضي", "last August"}, {"في 14 آذار/مارس", "on March 14"},
		{"تشرين الأول/أكتوبر 2023", "October 2023"}, {"7 تشرين الأول (أكتوبر)", "October 7"}, {"أكتوبر (تشرين الأول)", "October"},
		{"كانون الثاني/يناير", "January"}, {"كانون الأول", "December"}, {"تشرين الثاني", "November"},
		{"السابع من أكتوبر", "October 7"}, {"السابع من أكتوبر", "7 October"}, {"الخامس والعشرين من يناير", "January 25"},
		{"الثلاثين من يونيو", "June 30"}, {"الأول من مايو", "May 1"}, {"الثاني من نوفمبر", "2 November"},
		{"الحادي عشر من سبتمبر", "September 11"}, {"الثاني عشر من ربيع الأول", "the 12th of Rabi al-Awwal"},
		{"في الثمانينات", "in the 1980s"}, {"ثمانينيات القرن الماضي", "the 1980s"}, {"ستينات القرن العشرين", "the 1960s"},
		{"سبعينيات القرن التاسع عشر", "the 1870s"}, {"في التسعينيات من عمره", "in his nineties"},
		{"مجموعة العشرين", "the G20"}, {"مجموعة السبع", "the G7"}, {"مجموعة السبع", "the Group of Seven"},
		{"حدود 67", "the 1967 borders"}, {"حدود الرابع من يونيو/حزيران 1967", "the June 4, 1967 borders"},
		{"البابا يوحنا الثالث والعشرون", "Pope John XXIII"}, {"الملك محمد السادس", "King Mohammed VI"}, {"الملك عبد الله الثاني", "King Abdullah II"},
		{"الحرب العالمية الثانية", "World War II"}, {"الحرب العالمية الثانية", "the Second World War"}, {"لويس الرابع عشر", "Louis XIV"},
		{"5 بلايين دولار", "$5 billion"}, {"بليون دولار", "one billion dollars"}, {"ثلاثة عقود", "three decades"}, {"ثلاثة عقود", "30 years"},
		{"وقّعت الشركة ثلاثة عقود", "the company signed three contracts"}, {"منذ عقدين", "for two decades"}, {"منذ عقدين", "for 20 years"},
		{"عشر سنوات", "a decade"}, {"مئة عام", "a century"},
		{"رجب طيب أردوغان", "Recep Tayyip Erdogan"}, {"مارس ضغوطا على الحكومة", "exerted pressure on the government"},
		{"في مارس الماضي", "last March"}, {"مطلع مارس", "early March"}, {"بين مارس ومايو", "between March and May"},
		{"تيريزا ماي رئيسة الوزراء", "Theresa May, the prime minister"}, {"1 ماي", "May 1"}, {"20 جويلية 2021", "20 July 2021"},
		{"غشت 2019", "August 2019"}, {"في 5 شتنبر", "on September 5"}, {"نونبر الماضي", "last November"}, {"14 جانفي", "14 January"},
		{"في شهر مارس", "in March"}, {"15 رمضان 1444 هـ الموافق 6 أبريل 2023", "April 6, 2023"}, {"15 رمضان 1444 هـ (الموافق 6 أبريل 2023)", "15 Ramadan 1444 AH (April 6, 2023)"},
		{"أحد المسؤولين", "one of the officials"}, {"إحدى الدول", "one of the countries"}, {"أحد عشر لاعبا", "eleven players"}, {"إحدى عشرة دولة", "11 countries"},
		{"واحد وعشرون دولة", "twenty-one countries"}, {"إحدى وعشرين سنة", "21 years"}, {"اثنا عشر شهرا", "12 months"}, {"اثنتي عشرة ساعة", "twelve hours"},
		{"ثلاث عشرة سنة", "13 years"}, {"تسعة عشر قتيلا", "19 dead"}, {"قتل اثنان", "two were killed"}, {"كلا الجانبين", "both sides"},
		{"استمرت ساعتين", "lasted two hours"}, {"الجانبان", "the two sides"}, {"يومين", "2 days"}, {"مرتين", "twice"},
		{"يوم الأحد", "on Sunday"}, {"الأربعاء والخميس", "Wednesday and Thursday"}, {"اليوم الاثنين", "on Monday"}, {"مساء الإثنين", "on Monday evening"},
		{"لست متأكدا", "I am not sure"}, {"بئر السبع", "Beersheba"}, {"الساعة الثالثة عصرا", "at 3 p.m."}, {"الساعة 15:00", "at 3 pm"},
		{"الساعة العاشرة والنصف", "at 10:30"}, {"الساعة العاشرة مساء", "at 22:00"}, {"عند الساعة 10:30 مساء", "at 10:30 p.m."}, {"الثامنة والربع", "8:15"},
		{"بضع سنوات", "a few years"}, {"بضعة آلاف", "several thousand"}, {"مئات الآلاف", "hundreds of thousands"}, {"عشرات القتلى", "dozens of dead"},
		{"آلاف المتظاهرين", "thousands of demonstrators"}, {"عشرات الملايين", "tens of millions"}, {"ملايين الدولارات", "millions of dollars"},
		{"من 3 إلى 4 ملايين", "3 million to 4 million"}, {"بين ثلاثة وأربعة ملايين", "between three and four million"}, {"3-4 ملايين", "3-4 million"},
		{"18-20 عاما", "18 to 20 years"}, {"موسم 2019-2020", "the 2019-20 season"}, {"موسم 2019/2020", "the 2019/20 season"},
		{"بنتيجة 2-1", "2-1"}, {"الدقيقة الـ90", "the 90th minute"}, {"الدقيقة التسعين", "the 90th minute"},
		{"ضربت هزة بقوة 5.6 درجات", "a 5.6-magnitude quake struck"}, {"بـ3 أهداف", "by three goals"}, {"الـ 27 دولة", "the 27 countries"},
		{"الدول الخمس", "the five countries"}, {"الدول الخمس الدائمة العضوية", "the five permanent members"}, {"عشرة آلاف و500", "10,500"},
		{"خمسة آلاف وثلاثمئة", "5,300"}, {"مئة ألف", "a hundred thousand"}, {"مئة ألف", "100,000"}, {"ثلاثمئة ألف", "300,000"}, {"خمسة وعشرين ألفا ومئة", "25,100"},
		{"ألف ومئتان", "1,200"}, {"ألف و200 قتيل", "1,200 dead"}, {"مليون و200 ألف", "1.2 million"}, {"3 ملايين و500 ألف دولار", "$3.5m"}, {"تريليون دولار", "a trillion dollars"},
		{"2.3 تريليون", "2.3 trillion"}, {"ألف مليار", "one thousand billion"}, {"ملياري دولار", "two billion dollars"}, {"ملياري دولار", "$2bn"}, {"مليارا ومئة مليون", "1.1 billion"},
		{"ثمانية وعشرين", "28"}, {"ثماني دول", "eight countries"}, {"ثمان وأربعين ساعة", "48 hours"}, {"تسعمئة وتسعة وتسعون", "999"},
		{"ثالث أكبر", "third largest"}, {"رابعا", "fourth"}, {"للمرة الثالثة", "for the third time"}, {"الجولة الخامسة", "the fifth round"}, {"العام الثاني على التوالي", "for the second year running"},
		{"المادة 5", "Article 5"}, {"القرار 2334", "Resolution 2334"}, {"القرار رقم 1701", "Resolution 1701"}, {"مقاتلات إف-16", "F-16 fighters"}, {"مقاتلات إف 16", "F-16 fighters"},
		{"فيروس H1N1", "the H1N1 virus"}, {"كوفيد-19", "COVID-19"}, {"12.5.2020", "12/5/2020"}, {"07/10/2023", "7 October 2023"}, {"2023-10-07", "October 7, 2023"},
		{"قمة ثلاثية", "a three-way summit"}, {"قمة ثلاثية", "a trilateral summit"}, {"الربع الأول من العام", "the first quarter of the year"}, {"الشوط الأول", "the first half"},
		{"نصف النهائي", "the semi-final"}, {"الدور نصف النهائي", "the semifinals"}, {"ربع النهائي", "the quarter-finals"}, {"ربع نهائي", "quarterfinal"}, {"دور الـ16", "the round of 16"},
		{"عقد اجتماعا", "held a meeting"}, {"ارتفع بمقدار الضعف", "doubled"}, {"ثلاثة أضعاف", "tripled"}, {"ثلاثة أضعاف", "three times"},
		{"صفر درجة", "zero degrees"}, {"صفر حالات", "no cases"}, {"الطابق العشرين", "the 20th floor"}, {"الذكرى الخمسين", "the fiftieth anniversary"}, {"الذكرى الخامسة والسبعين", "the 75th anniversary"},
		{"الذكرى المئة", "the hundredth anniversary"}, {"الذكرى الـ100", "the 100th anniversary"}, {"يبلغ من العمر خمسة وأربعين عاما", "aged 45"},
		{"في 2024", "in 2024"}, {"عام ألفين وأربعة وعشرين", "in 2024"}, {"عام ألفين و24", "in 2024"}, {"10 000 شخص", "10,000 people"}, {"10 آلاف", "ten thousand"},
		{"ورقم الهاتف 123456", "and phone number 123456"}, {"1. مقدمة", "1. Introduction"}, {"مقتل عشرة وإصابة عشرين", "ten killed and twenty wounded"}, {"خمسة أو ستة", "five or six"},
		{"ثلاثون إلى أربعين", "thirty to forty"}, {"بين 20 و30", "between 20 and 30"}, {"الخمسة الكبار", "the Big Five"}, {"ست سنوات", "six years"}, {"وست دول", "and six countries"},
		{"لستة أشهر", "for six months"}, {"بثلاثة أهداف مقابل هدف", "three goals to one"}, {"فثلاثة منهم", "three of them"}, {"كأربعة", "as four"}, {"للسنة الرابعة", "for the fourth year"}, {"بالمرحلة الثالثة", "in phase III"},
		{"نيسان/أبريل", "April"}, {"في نيسان", "in April"}, {"سيارة نيسان", "a Nissan car"}, {"شباط الماضي", "last February"}, {"من يناير إلى مارس", "from January to March"}, {"في يوليو أو أغسطس", "in July or August"},
		{"12 يناير و5 مارس", "January 12 and March 5"}, {"من 5 إلى 20 مارس", "from March 5 to March 20"}, {"يوم 3 مايو أيار", "on May 3"}, {"الآب والابن", "the Father and the Son"}, {"أب لثلاثة", "a father of three"},
		{"زهاء مئة شخص", "about a hundred people"}, {"المئات", "hundreds"}, {"نحو مئة وخمسين ألفا", "some 150,000"}, {"أربعمئة وخمسون مليون يورو", "€450 million"}, {"١٢ ألف و٥٠٠", "12,500"},
		{"دور ثمن النهائي", "the round of 16"}, {"لا يتجاوز نصف ساعة", "no more than 30 minutes"}, {"نصف قرن", "half a century"}, {"ربع قرن", "25 years"},
		{"(15,30 ت غ)", "(1530 GMT)"}, {"الساعة 15:30 بتوقيت غرينتش", "1530 GMT"}, {"الساعة 17,00 ت غ", "1700 GMT"}, {"العاشرة مساء (19:00 ت غ)", "10 p.m. (1900 GMT)"},
		{"القرار 1325 (2000)", "resolution 1325 (2000)"}, {"الفقرتان 3 و4", "paragraphs 3 and 4"}, {"الفقرة 3 (أ)", "paragraph 3 (a)"}, {"A/RES/60/1", "A/RES/60/1"},
		{"الدورة الخامسة والستين", "the sixty-fifth session"}, {"الدورة الستون", "the sixtieth session"}, {"ثالثا - الميزانية", "III. Budget"}, {"خامسا - الخاتمة", "V. Conclusion"},
		{"(3) التمويل", "(iii) Funding"}, {"فترة السنتين 2014-2015", "the biennium 2014-2015"}, {"الفترة 2005-2015", "the period 2005-2015"}, {"بهدفين نظيفين", "2-0"}, {"بثلاثية نظيفة", "3-0"},
		{"مئات آلاف اللاجئين", "several hundred thousand refugees"}, {"ستة أشخاص", "half a dozen people"}, {"24 شخصا", "two dozen people"}, {"11 سبتمبر", "9/11"}, {"الحادي عشر من سبتمبر", "9/11"},
		{"3½ ساعات", "three and a half hours"}, {"مجموعة 5+1", "the P5+1"}, {"18 عاما", "an 18-year-old"}, {"80.000 دينار", "80,000 dinars"}, {"بين 20 و25 ألف متظاهر", "20,000 to 25,000 protesters"},
		{"20 درجة مئوية", "20 degrees Celsius"}, {"نقطتين مئويتين", "two percentage points"}, {"الواحدة ظهرا", "1 p.m."}, {"المركز الأول", "first place"},
	} {
		if f := Numbers(Pair{Source: c[0], Answer: c[1]}); len(f) > 0 {
			t.Errorf("%s | %s: %v", c[0], c[1], f)
		}
	}
}

// TestFiguresAgree holds sentences of the news and of the United Nations' style in
// which no check of figures may find anything.
func TestFiguresAgree(t *testing.T) {
	for _, c := range [][2]string{
		{"أعلنت وزارة الصحة في غزة، الثلاثاء، ارتفاع حصيلة القتلى إلى 28 ألفا و473 قتيلا و68 ألفا و146 مصابا منذ السابع من تشرين الأول/أكتوبر الماضي", "The Health Ministry in Gaza said on Tuesday that the death toll had risen to 28,473, with 68,146 wounded, since October 7"},
		{"أعلنت أن 3 من جنودها أصيبوا، أحدهم بجروح خطرة", "It said three of its soldiers were wounded, one of them seriously"},
		{"وسجل خام برنت ارتفاعا بنسبة 1,25 في المئة إلى 83,47 دولارا للبرميل", "Brent crude rose 1.25 percent to $83.47 a barrel"},
		{"فاز ريال مدريد على برشلونة 3-2 في الدقيقة 91", "Real Madrid beat Barcelona 3-2 in the 91st minute"},
		{"في الذكرى السنوية الثالثة لانفجار مرفأ بيروت في الرابع من آب/أغسطس 2020", "on the third anniversary of the Beirut port explosion of August 4, 2020"},
		{"بلغ حجم التبادل التجاري بين البلدين نحو 12 مليارا و300 مليون دولار", "Trade between the two countries reached about $12.3 billion"},
		{"يعيش ثلثا السكان تحت خط الفقر", "Two-thirds of the population live below the poverty line"},
		{"وقال وزير الخارجية إن المادة الخامسة من معاهدة حلف شمال الأطلسي", "The foreign minister said Article 5 of the NATO treaty"},
		{"اتفاقات أوسلو عام 1993 وحدود الرابع من حزيران 1967", "the 1993 Oslo Accords and the June 4, 1967 borders"},
		{"اعتقلت قوات الاحتلال فجر اليوم الأربعاء اثني عشر فلسطينيا بينهم فتيان", "Occupation forces arrested 12 Palestinians, including two boys, at dawn on Wednesday"},
		{"حكم عليه بالسجن عشرين عاما مع وقف التنفيذ وغرامة قدرها خمسون ألف درهم", "He was given a suspended sentence of 20 years and fined 50,000 dirhams"},
		{"يبلغ عدد سكانها 1,4 مليار نسمة", "It has a population of 1.4 billion"},
		{"خلال الربع الثاني من عام 2023 مقابل 4.2% في الربع المقابل من 2022", "in the second quarter of 2023, against 4.2% in the same quarter of 2022"},
		{"بين عامي 2011 و2015", "between 2011 and 2015"},
		{"يتنافس 3 مرشحين في الجولة الثانية", "Three candidates are competing in the runoff"},
		{"عقدت اللجنة الخامسة جلستها 21", "The Fifth Committee held its 21st meeting"},
		{"وإذ تشير إلى قراراتها 46/182 المؤرخ 19 كانون الأول/ديسمبر 1991 و60/124", "Recalling its resolutions 46/182 of 19 December 1991 and 60/124"},
		{"تقرر أن تدرج في جدول الأعمال المؤقت لدورتها السادسة والستين", "Decides to include in the provisional agenda of its sixty-sixth session"},
		{"الجلسة العامة 64", "64th plenary meeting"},
		{"الفصل السابع من ميثاق الأمم المتحدة", "Chapter VII of the Charter of the United Nations"},
		{"هبط الجنيه إلى 47,5 جنيها مقابل الدولار", "The pound fell to 47.5 against the dollar"},
		{"تبلغ قيمة الصفقة نصف مليار دولار", "The deal is worth half a billion dollars"},
		{"سقط عشرات القتلى بينهم أربعة أطفال وست نساء", "Dozens were killed, including four children and six women"},
		{"ينتج أكثر من مليوني برميل يوميا", "It produces more than two million barrels a day"},
		{"وافق مجلس الأمن بأغلبية 14 صوتا وامتناع عضو واحد عن التصويت", "The Security Council approved it with 14 votes in favor and one abstention"},
		{"قبل أكثر من عقدين ونصف العقد", "more than two and a half decades ago"},
		{"الجيش الأول والفيلق الخامس", "the First Army and the 5th Corps"},
		{"الطائرة من طراز بوينغ 737 ماكس 8 كانت تقل 189 راكبا", "The Boeing 737 MAX 8 was carrying 189 passengers"},
		{"تسع سنوات وثمانية أشهر", "nine years and eight months"},
		{"أصيب بعيار ناري في قدمه، وآخران بجروح", "He was shot in the foot, and two others were injured"},
		{"توفي عن عمر ناهز 86 عاما", "He died at the age of 86"},
		{"عمره سبعون سنة", "He is 70"},
		{"بحلول عام 2030، ستخفض الانبعاثات إلى النصف", "By 2030 it will halve emissions"},
		{"انخفضت إلى الربع", "fell to a quarter"},
		{"القمة العربية الثانية والثلاثون", "the 32nd Arab Summit"},
		{"في دورته الـ76", "in its 76th session"},
		{"وتضم المجموعة 57 دولة إسلامية", "The group has 57 Muslim states"},
		{"في الأول من كانون الثاني عام ألفين وواحد وعشرين", "on January 1, 2021"},
		{"الشهر الثالث على التوالي", "the third month in a row"},
		{"على ارتفاع 3 آلاف و200 متر", "at an altitude of 3,200 metres"},
		{"واحد من كل خمسة أطفال", "one in five children"},
		{"لقي ثلاثة وثلاثون شخصا مصرعهم", "Thirty-three people died"},
		{"الساعة الثامنة والنصف مساء بالتوقيت المحلي (17:30 بتوقيت غرينتش)", "at 8:30 p.m. local time (1730 GMT)"},
		{"بحلول الساعة 06,30 ت غ", "by 0630 GMT"},
		{"شارك فيها نحو مئتين وخمسين شخصا من اثنتين وعشرين دولة عربية", "About 250 people from 22 Arab countries took part"},
		{"بواقع خمسة أصوات مقابل أربعة", "by five votes to four"},
		{"منذ 5 سنوات ونصف", "for five and a half years"},
		{"تسعة أعشار", "nine-tenths"},
		{"ارتفع 0,7 نقطة مئوية", "rose by 0.7 percentage points"},
		{"البند 73 (أ) و(ب) من جدول الأعمال", "agenda item 73 (a) and (b)"},
		{"الأعوام الثلاثة الماضية", "the past three years"},
		{"السنوات العشر المقبلة", "the next decade"},
		{"السنوات العشر المقبلة", "the next 10 years"},
		{"خمسينيات وستينيات القرن الماضي", "the 1950s and 1960s"},
		{"مطلع التسعينات", "the early nineties"},
		{"أوائل الألفية الثالثة", "the early third millennium"},
		{"مئة وثمانون درجة", "180 degrees"},
		{"تعادل الفريقان بهدف لمثله", "The teams drew 1-1"},
		{"سجل هدفين", "scored twice"},
		{"محاكمة 4 بينهم وزيران سابقان", "trial of four people including two former ministers"},
		{"إعدام شخصين", "Two people executed"}, {"الدولتين", "two-state"}, {"حل الدولتين", "the two-state solution"},
		{"ألفان وثلاثمئة", "2,300"}, {"خمس مئة وعشرون ألفا", "520,000"}, {"مليون وسبعمئة وخمسون ألفا", "1.75 million"},
		{"ستمئة مليون", "six hundred million"}, {"1500 ريال", "SR1,500"}, {"في المرتبة الحادية عشرة", "in eleventh place"},
		{"المركز الثاني عشر", "12th place"}, {"الدرجة الأولى", "first-class"}, {"اللواء 53", "the 53rd Brigade"},
		{"إم 16", "M-16"}, {"إس-400", "S-400"}, {"إس 400", "the S400"}, {"ميغ-29", "MiG-29"}, {"قناة فرانس 24", "France 24"}, {"فرانس24", "France 24"},
		{"يوم 25 يناير", "Jan. 25"}, {"ثورة 25 يناير", "the January 25 revolution"}, {"17 فبراير", "February 17th"}, {"مايو 1968", "May 1968"}, {"في 3 مايو/أيار", "on May 3"},
	} {
		if f := Figures(Pair{Source: c[0], Answer: c[1]}); len(f) > 0 {
			t.Errorf("%s | %s: %v", c[0], c[1], f)
		}
	}
}

// TestNumbersDiffer holds translations with another number than their source.
func TestNumbersDiffer(t *testing.T) {
	for _, c := range []struct{ source, answer, want string }{
		{"قتل 18 شخصا", "81 people were killed", "18 is in the source and not in the translation"},
		{"قتل 18 شخصا", "People were killed", "18 is in the source and not in the translation"},
		{"قتل عدة أشخاص", "18 people were killed", "18 is in the translation and not in the source"},
		{"ثلاثة جنود", "four soldiers", "3 is in the source and not in the translation"},
		{"خمسة وعشرون طالبا", "fifty-two students", "25 is in the source and not in the translation"},
		{"18 ألف جندي", "18 million soldiers", "18,000 is in the source and not in the translation"},
		{"10,9 مليارات دولار", "$10.9 million", "10,900,000,000 is in the source and not in the translation"},
		{"ثلاثمئة أسير", "30 prisoners", "300 is in the source and not in the translation"},
		{"مليون ونصف المليون لاجئ", "one million refugees", "1,500,000 is in the source and not in the translation"},
		{"السابع من أكتوبر", "November 7", "October is in the source and not in the translation"},
		{"السابع من أكتوبر", "October 17", "7 is in the source and not in the translation"},
		{"أغسطس/آب 2020", "August 2021", "2020 is in the source and not in the translation"},
		{"كانون الثاني/يناير", "December", "January is in the source and not in the translation"},
		{"تشرين الأول", "November", "October is in the source and not in the translation"},
		{"في مارس الماضي", "last May", "March is in the source and not in the translation"},
		{"القرن التاسع عشر", "the 9th century", "19 is in the source and not in the translation"},
		{"ثمانينيات القرن الماضي", "the 1990s", "80 is in the source and not in the translation"},
		{"50 في المئة", "15 percent", "50% is in the source and not in the translation"},
		{"3.5 في المئة", "35 percent", "3.5% is in the source and not in the translation"},
		{"ثلثي المقاعد", "a third of the seats", "2/3 is in the source and not in the translation"},
		{"نصف السكان", "a third of the population", "0.5 is in the source and not in the translation"},
		{"ثلاث سنوات ونصف", "five years", "3 is in the source and not in the translation"},
		{"ساعتين", "three hours", "3 is in the translation and not in the source"},
		{"مجموعة العشرين", "the G7", "20 is in the source and not in the translation"},
		{"محمد السادس", "Mohammed V", "6 is in the source and not in the translation"},
		{"مليونا شخص", "three million people", "1,000,000 is in the source and not in the translation"},
		{"نحو ألف سجين", "about 10,000 prisoners", "1000 is in the source and not in the translation"},
		{"الساعة 15:00", "5 p.m.", "15 is in the source and not in the translation"},
		{"للمرة الثالثة", "for the fifth time", "3 is in the source and not in the translation"},
		{"عام ألفين وأربعة وعشرين", "in 2014", "2024 is in the source and not in the translation"},
		{"١٢٣٤ حالة", "1,243 cases", "1234 is in the source and not in the translation"},
		{"12 قتيلا و12 جريحا", "12 dead", "12 is in the source and not in the translation"},
	} {
		found := Numbers(Pair{Source: c.source, Answer: c.answer})
		ok := false
		for _, f := range found {
			ok = ok || f.Detail == c.want
		}
		if !ok {
			t.Errorf("%s | %s: %v, want %q", c.source, c.answer, found, c.want)
		}
	}
}

func TestSummaryNumbers(t *testing.T) {
	source := []string{"قتل 18 شخصا وأصيب 1234 في 7 أكتوبر 2023", "استمر اللقاء ساعتين وبلغت الكلفة 3 ملايين دولار"}
	for _, c := range []struct {
		summary, lang string
		want          int
	}{
		{"18 people were killed on October 7, 2023 [¶1].", "en", 0},
		{"19 people were killed [¶1].", "en", 1},
		{"More than 1,200 were wounded [¶1, ¶2].", "en", 0},
		{"1,200 were wounded.", "en", 1},
		{"The meeting lasted two hours and cost $3 million. [¶2]", "en", 0},
		{"It happened in November.", "en", 1},
		{"قتل 18 وأصيب نحو 1200 [¶1]", "ar", 0},
		{"قتل عشرون شخصا", "ar", 1},
		{"قتل ثمانية عشر شخصا بكلفة ثلاثة ملايين", "ar", 0},
	} {
		if found := SummaryNumbers(source, c.summary, c.lang); len(found) != c.want {
			t.Errorf("%s: %v, want %d findings", c.summary, found, c.want)
		}
	}
}

// FuzzFigures holds that any text is read, within its bounds, and that a text of
// digits agrees with itself.
func FuzzFigures(f *testing.F) {
	f.Add("قتل 18 شخصا في 7 أكتوبر/تشرين الأول", "18 people were killed on Oct. 7")
	f.Add("ثلاثة ملايين ونصف المليون في المئة", "three and a half million percent a hundred")
	f.Add("نصف والربع مئة و5,3.2,1", "half a quarter of a million 1980s p.m. XIV (iii")
	f.Fuzz(func(t *testing.T, source, answer string) {
		for _, finding := range Figures(Pair{Source: source, Answer: answer}) {
			if finding.Detail == "" || utf8.ValidString(source) && !utf8.ValidString(finding.Detail) {
				t.Errorf("bad finding %+v", finding)
			}
		}
		for text, numbers := range map[string][]arabic.Number{source: arabic.Numbers(source), answer: EnglishNumbers(answer)} {
			for _, n := range numbers {
				if n.Start < 0 || n.Start >= n.End || n.End > len(text) {
					t.Errorf("%q: number %v out of bounds", text, n)
				}
			}
		}
	})
}
