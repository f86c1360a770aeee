using System.Globalization;
using Negotiations.Search;
using Negotiations.Specs.Ledger;
using Negotiations.Views;

namespace Negotiations.Specs.Search;

/// <summary>
/// By which words some texts are found, under the version that spelled them so. A rebuild leaves stored words whose key
/// is known: what is spelled otherwise without another <see cref="SearchText.Version"/> stays old in every store.
/// </summary>
public sealed class SpellingVersionSpecs
{
    private const string Path = "tests/Negotiations.Specs/Search/spelled-words.txt";
    private const string Accepting = "NEGOTIATIONS_ACCEPT";

    private static readonly string[] Texts =
    [
        "Талыбов и Ёлкин встретились в Көк-Таше",
        "Ҳуҷанд, Хӯҷанд, Khujand, Xo‘jand, Хўжанд",
        "Қайроққум · Ғафуров · Ўзбекистон · Türkmenistan · Erdoğan",
        "The S.C.O. summit and the U.N.",
        "Half of the trans-boundary Syr-Darya, 302.29 km, 2021/04",
        "organisation, organization, organizing; demarcation of the frontier",
        "WPS agenda; TAPI pipeline; UNRCCA; CSTO; water users' association",
        "rayon, район, yoʻl, йўл, boy, Пхеньян, Щучинск, Bishkek's",
        "soft\u00ADhyphen, Ё as Ё, ﬁne, ＡＢＣ, 東京, Ⅻ",
        "a ceasefire, a truce; the delimitation commission; talks in Osh",
        "agreements, projects and Donets",
    ];

    [Fact]
    public void Texts_are_found_by_other_words_only_under_another_version()
    {
        var file = Repository.Path(Path);
        var golden = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] current =
        [
            string.Create(CultureInfo.InvariantCulture, $"version {SearchText.Version}"),
            .. Texts.Select(text => $"{text} = {string.Join(' ', WordsOf(text))}"),
        ];

        var isOfThisVersion = golden.FirstOrDefault() == current[0];
        if (Environment.GetEnvironmentVariable(Accepting) == "1" && !isOfThisVersion)
            File.WriteAllLines(file, current);
        else
            Assert.True(
                golden.SequenceEqual(current),
                isOfThisVersion
                    ? $"Words are spelled otherwise than {Path} says: raise SearchText.Version."
                    : $"{Path} is of another version: run this once with {Accepting}=1."
            );
    }

    [Fact]
    public void Words_are_spelled_the_same_whether_they_were_met_before_or_not()
    {
        string[] many = [.. Enumerable.Range(0, 40_000).Select(n => $"Жапаров{n}")];

        Assert.Equal(many.Select(Once), many.Select(Once));
        Assert.Equal(WordsOf(Texts[1]), WordsOf(Texts[1]));

        static string Once(string word) => Latin.Words(word)[0].Folded;
    }

    // Without synonyms: their data are in the key.
    private static IEnumerable<string> WordsOf(string text) =>
        new SearchLine(SearchWeight.Text, text).Words.SelectMany(word => word.Spellings);
}
