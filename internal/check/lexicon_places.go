package check

// places are names whose consonants do not agree in the two languages, and words of
// origin.
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
طنجة|tangier tangiers
فاس|fez
الأقصر|luxor
الناصرة|nazareth
عكا|acre
أريحا|jericho
اللاذقية|latakia
السويداء|sweida suwayda
النرويج|norway norwegian
التشيك|czech
ألبانيا ألباني|albania
نيوزيلندا|zealand
الفلبين|philippines filipino
بورما|burma
الشيشان شيشاني|chechnya chechen
القرم|crimea
كييف|kyiv kiev
فلورنسا|florence
نابولي|naples
صقلية|sicily
لاهاي|hague
أبيب|aviv
الأندلس أندلسي|andalus andalusia andalusian
القسطنطينية|constantinople
المريخ|mars martian
الزهرة|venus
زحل|saturn
المشتري|jupiter
عطارد|mercury
فرعون فراعنة|pharaoh pharaohs pharaonic
الإسكندر|alexander
أرسطو|aristotle
أفلاطون|plato
جالينوس|galen
نوح|noah
داود|david dawood
سليمان|solomon suleiman
مريم|mary maryam
يعقوب|jacob yacoub
إسحاق|isaac ishaq
هارون|aaron haroun
بولس|paul boulos
لوقا|luke
مرقس|mark
جبريل|gabriel
`
