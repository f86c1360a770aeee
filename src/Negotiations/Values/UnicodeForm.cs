using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Negotiations.Values;

/// <summary>
/// One form for texts that look alike: composed letters apart (Unicode NFD), full width as ordinary, case and invisible
/// characters gone, blanks as one. For comparing only.
/// </summary>
/// <remarks>
/// The program runs with invariant globalization, where <see cref="string.Normalize()"/> leaves every text as it is.
/// The table is that of UnicodeData.txt, canonical decompositions of letters.
/// </remarks>
internal static class UnicodeForm
{
    // By the mark that is added: the composed letter, then the letter it is added to, again and again.
    private static readonly (string Mark, string Pairs)[] Table =
    [
        ("\u0300", "ÀAÈEÌIÒOÙUàaèeìiòoùuǛÜǜüǸNǹnЀЕЍИѐеѝиḔĒḕēṐŌṑōẀWẁwẦÂầâẰĂằăỀÊềêỒÔồôỜƠờơỪƯừưỲYỳyἂἀἃἁ"),
        ("\u0300", "ἊἈἋἉἒἐἓἑἚἘἛἙἢἠἣἡἪἨἫἩἲἰἳἱἺἸἻἹὂὀὃὁὊὈὋὉὒὐὓὑὛὙὢὠὣὡὪὨὫὩὰαὲεὴηὶιὸοὺυὼωᾺΑῈΕῊΗῒϊῚΙῢϋῪΥῸΟ"),
        ("\u0300", "ῺΩ"),
        ("\u0301", "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźzǗÜǘüǴGǵgǺÅǻåǼÆǽæǾØǿøΆΑΈΕΉΗΊΙΌΟΎΥ"),
        ("\u0301", "ΏΩΐϊάαέεήηίιΰϋόούυώωϓϒЃГЌКѓгќкḈÇḉçḖĒḗēḮÏḯïḰKḱkḾMḿmṌÕṍõṒŌṓōṔPṕpṸŨṹũẂWẃwẤÂấâẮĂắăẾÊ"),
        ("\u0301", "ếêỐÔốôỚƠớơỨƯứưἄἀἅἁἌἈἍἉἔἐἕἑἜἘἝἙἤἠἥἡἬἨἭἩἴἰἵἱἼἸἽἹὄὀὅὁὌὈὍὉὔὐὕὑὝὙὤὠὥὡὬὨὭὩ"),
        ("\u0302", "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷyẐZẑzẬẠậạỆẸệẹỘỌộọ"),
        ("\u0303", "ÃAÑNÕOãañnõoĨIĩiŨUũuṼVṽvẪÂẫâẴĂẵăẼEẽeỄÊễêỖÔỗôỠƠỡơỮƯữưỸYỹy"),
        ("\u0304", "ĀAāaĒEēeĪIīiŌOōoŪUūuǕÜǖüǞÄǟäǠȦǡȧǢÆǣæǬǪǭǫȪÖȫöȬÕȭõȰȮȱȯȲYȳyӢИӣиӮУӯуḠGḡgḸḶḹḷṜṚṝṛᾱαᾹΑ"),
        ("\u0304", "ῑιῙΙῡυῩΥ"),
        ("\u0306", "ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭuЎУЙИйиўуӁЖӂжӐАӑаӖЕӗеḜȨḝȩẶẠặạᾰαᾸΑῐιῘΙῠυῨΥ"),
        ("\u0307", "ĊCċcĖEėeĠGġgİIŻZżzȦAȧaȮOȯoḂBḃbḊDḋdḞFḟfḢHḣhṀMṁmṄNṅnṖPṗpṘRṙrṠSṡsṤŚṥśṦŠṧšṨṢṩṣṪTṫtẆW"),
        ("\u0307", "ẇwẊXẋxẎYẏyẛſ"),
        ("\u0308", "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸYΪΙΫΥϊιϋυϔϒЁЕЇІёеїіӒАӓаӚӘӛәӜЖӝжӞЗӟзӤИӥиӦОӧоӪӨӫөӬЭӭэӰУӱуӴЧ"),
        ("\u0308", "ӵчӸЫӹыḦHḧhṎÕṏõṺŪṻūẄWẅwẌXẍxẗt"),
        ("\u0309", "ẢAảaẨÂẩâẲĂẳăẺEẻeỂÊểêỈIỉiỎOỏoỔÔổôỞƠởơỦUủuỬƯửưỶYỷy"),
        ("\u030A", "ÅAåaŮUůuẘwẙy"),
        ("\u030B", "ŐOőoŰUűuӲУӳу"),
        ("\u030C", "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžzǍAǎaǏIǐiǑOǒoǓUǔuǙÜǚüǦGǧgǨKǩkǮƷǯʒǰjȞHȟh"),
        ("\u030F", "ȀAȁaȄEȅeȈIȉiȌOȍoȐRȑrȔUȕuѶѴѷѵ"),
        ("\u0311", "ȂAȃaȆEȇeȊIȋiȎOȏoȒRȓrȖUȗu"),
        ("\u0313", "ἀαἈΑἐεἘΕἠηἨΗἰιἸΙὀοὈΟὐυὠωὨΩῤρ"),
        ("\u0314", "ἁαἉΑἑεἙΕἡηἩΗἱιἹΙὁοὉΟὑυὙΥὡωὩΩῥρῬΡ"),
        ("\u031B", "ƠOơoƯUưu"),
        ("\u0323", "ḄBḅbḌDḍdḤHḥhḲKḳkḶLḷlṂMṃmṆNṇnṚRṛrṢSṣsṬTṭtṾVṿvẈWẉwẒZẓzẠAạaẸEẹeỊIịiỌOọoỢƠợơỤUụuỰƯựư"),
        ("\u0323", "ỴYỵy"),
        ("\u0324", "ṲUṳu"),
        ("\u0325", "ḀAḁa"),
        ("\u0326", "ȘSșsȚTțt"),
        ("\u0327", "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţtȨEȩeḐDḑdḨHḩh"),
        ("\u0328", "ĄAąaĘEęeĮIįiŲUųuǪOǫo"),
        ("\u032D", "ḒDḓdḘEḙeḼLḽlṊNṋnṰTṱtṶUṷu"),
        ("\u032E", "ḪHḫh"),
        ("\u0330", "ḚEḛeḬIḭiṴUṵu"),
        ("\u0331", "ḆBḇbḎDḏdḴKḵkḺLḻlṈNṉnṞRṟrṮTṯtẔZẕzẖh"),
        ("\u0342", "ἆἀἇἁἎἈἏἉἦἠἧἡἮἨἯἩἶἰἷἱἾἸἿἹὖὐὗὑὟὙὦὠὧὡὮὨὯὩᾶαῆηῖιῗϊῦυῧϋῶω"),
        ("\u0345", "ᾀἀᾁἁᾂἂᾃἃᾄἄᾅἅᾆἆᾇἇᾈἈᾉἉᾊἊᾋἋᾌἌᾍἍᾎἎᾏἏᾐἠᾑἡᾒἢᾓἣᾔἤᾕἥᾖἦᾗἧᾘἨᾙἩᾚἪᾛἫᾜἬᾝἭᾞἮᾟἯᾠὠᾡὡᾢὢᾣὣᾤὤᾥὥᾦὦᾧὧ"),
        ("\u0345", "ᾨὨᾩὩᾪὪᾫὫᾬὬᾭὭᾮὮᾯὯᾲὰᾳαᾴάᾷᾶᾼΑῂὴῃηῄήῇῆῌΗῲὼῳωῴώῷῶῼΩ"),
        ("\u05B4", "יִי"),
        ("\u05B7", "ײַײאַא"),
        ("\u05B8", "אָא"),
        ("\u05B9", "וֹו"),
        ("\u05BC", "אּאבּבגּגדּדהּהוּוזּזטּטיּיךּךכּכלּלמּמנּנסּסףּףפּפצּצקּקרּרשּשתּת"),
        ("\u05BF", "בֿבכֿכפֿפ"),
        ("\u05C1", "שׁששּׁשּ"),
        ("\u05C2", "שׂששּׂשּ"),
        ("\u0653", "آا"),
        ("\u0654", "أاؤوئيۀەۂہۓے"),
        ("\u0655", "إا"),
        ("\u093C", "ऩनऱरऴळक़कख़खग़गज़जड़डढ़ढफ़फय़य"),
        ("\u09BC", "ড়ডঢ়ঢয়য"),
        ("\u0A3C", "ਲ਼ਲਸ਼ਸਖ਼ਖਗ਼ਗਜ਼ਜਫ਼ਫ"),
        ("\u0B3C", "ଡ଼ଡଢ଼ଢ"),
        ("\u0BD7", "ஔஒ"),
        ("\u0FB5", "ཀྵཀ"),
        ("\u0FB7", "གྷགཌྷཌདྷདབྷབཛྷཛ"),
        ("\u102E", "ဦဥ"),
        ("\u1B35", "ᬆᬅᬈᬇᬊᬉᬌᬋᬎᬍᬒᬑ"),
        (
            "\u3099",
            "がかぎきぐくげけごこざさじしずすぜせぞそだたぢちづつでてどとばはびひぶふべへぼほゔうゞゝガカギキグクゲケゴコザサジシズスゼセゾソダタヂチヅツデテドトバハビヒブフ"
        ),
        ("\u3099", "ベヘボホヴウヷワヸヰヹヱヺヲヾヽ"),
        ("\u309A", "ぱはぴひぷふぺへぽほパハピヒプフペヘポホ"),
        ("", "ʹʹάάέέήήίίόόύύώώΆΆιιΈΈΉΉΐΐΊΊΰΰΎΎΌΌΏΏΩΩKKÅÅ"),
    ];

    private static readonly FrozenDictionary<char, string> Parts = Table
        .SelectMany(row => row.Pairs.Chunk(2).Select(pair => (Composed: pair[0], Apart: pair[1] + row.Mark)))
        .ToFrozenDictionary(each => each.Composed, each => each.Apart);

    private static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = Table
        .Where(row => row.Mark.Length > 0)
        .SelectMany(row => row.Pairs.Chunk(2).Select(pair => (Composed: pair[0], Key: (pair[1], row.Mark[0]))))
        .ToFrozenDictionary(each => each.Key, each => each.Composed);

    /// <summary>The one letter that a letter and a mark after it make; null where there is none.</summary>
    public static char? Compose(char letter, char mark) =>
        Composed.TryGetValue((letter, mark), out var composed) ? composed : null;

    /// <summary>The letter without its mark; null for one that has none.</summary>
    public static char? Unmarked(char letter) => Parts.TryGetValue(letter, out var apart) ? apart[0] : null;

    /// <summary>Of a character of full width the ordinary one.</summary>
    public static char Narrow(char each) => each is > '\uFF00' and < '\uFF5F' ? (char)(each - 0xFEE0) : each;

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 8);
        foreach (var each in text)
            Append(folded, each);

        // The order of several marks on one letter says nothing to the eye.
        var letters = folded.ToString().TrimEnd().ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            var end = i;
            while (end < letters.Length && IsMark(letters[end]))
                end++;

            if (end - i > 1)
                Array.Sort(letters, i, end - i);

            i = Math.Max(i, end - 1);
        }

        return new string(letters);
    }

    private static void Append(StringBuilder folded, char each)
    {
        if (char.IsWhiteSpace(each))
        {
            if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        else if (Narrow(each) is var ordinary && ordinary != each)
        {
            Append(folded, ordinary);
        }
        else if (Parts.TryGetValue(each, out var apart))
        {
            foreach (var part in apart)
                Append(folded, part);
        }
        else if (char.GetUnicodeCategory(each) is not (UnicodeCategory.Format or UnicodeCategory.Control))
        {
            var small = char.ToLowerInvariant(each);
            if (small != each && Parts.ContainsKey(small))
                Append(folded, small);
            else
                folded.Append(small);
        }
    }

    private static bool IsMark(char each) => char.GetUnicodeCategory(each) == UnicodeCategory.NonSpacingMark;
}
