using System.Globalization;

namespace Negotiations.Server.Tests.Importing;

/// <summary>
/// Files of the field. Their terms do not allow that they are shipped, so the tests make files of the same shape,
/// with the same faults; <c>NEGOTIATIONS_FIELD_DATA</c> names a folder with the real ones, and then the same tests
/// count those.
/// </summary>
public static class FieldData
{
    public static string Pax =>
        Real("pax-agreements-2019.csv") ?? '\uFEFF' + PlainTable.Write([.. Enumerable.Range(1, 240).Select(PaxRow)]);

    public static string Ged =>
        Real("ucdp-ged-v23-sample.csv") ?? PlainTable.Write([.. Enumerable.Range(1, 300).Select(GedRow)]);

    /// <summary>This one may be shipped: the rows of two states, with their attribution beside them.</summary>
    public static string ManyTreaties =>
        Real("manytreaties-parties-central-asia.csv")
        ?? File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Importing", "manytreaties-kgz-tjk.csv"));

    public static string? Real(string name) =>
        Environment.GetEnvironmentVariable("NEGOTIATIONS_FIELD_DATA") is { Length: > 0 } folder
        && File.Exists(Path.Combine(folder, name))
            ? File.ReadAllText(Path.Combine(folder, name))
            : null;

    static readonly string[] Stages =
    [
        "Pre/Proc",
        "SubPar/MultIss",
        "Cea/Ceas",
        "Imp/ImpMod",
        "SubComp/FrAg",
        "Ren/Reimp",
        "SubComp/FrCons",
        "Cea/Rel",
        "Oth/",
    ];
    static readonly string[] Countries = ["TJK", "KGZ", "PHL", "BIH", "SYR", "COL", "NPL", "SOM"];

    static Dictionary<string, string> PaxRow(int n) =>
        new()
        {
            ["Con"] = $"Country {n % 8}",
            ["Contp"] = n % 3 == 0 ? "Government" : "Government/territory",
            ["PP"] = n % 40 == 0 ? "" : Text(n % 23),
            ["PPName"] = n % 40 == 0 ? "" : $"Peace process no. {n % 23}",
            ["Reg"] = "Asia and Pacific",
            ["AgtId"] = Text(1000 + n),
            ["Agt"] = n % 7 == 0 ? $"Protocol, \"{n}\", on\nthe return of refugees" : $"Agreement no. {n}",
            ["Dat"] = new DateOnly(1991, 1, 1)
                .AddDays(n * 37 % 9000)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["Status"] = n % 11 == 0 ? "Status unclear" : "Multiparty signed/agreed",
            ["Lgt"] = "2",
            ["Agtp"] = "Intra",
            ["Stage"] = Stages[n % Stages.Length].Split('/')[0],
            ["StageSub"] = Stages[n % Stages.Length].Split('/')[1],
            ["Part"] = $"For the government: A. Minister,\nFor the front: B. Leader; étape {n}",
            ["ThrdPart"] = n % 2 == 0 ? "" : "Witness: C. Envoy",
            ["Loc1ISO"] = Countries[n % 8],
            ["Loc2ISO"] = n % 5 == 0 ? "RUS" : "",
            ["Loc1GWNO"] = "702",
            ["UcdpCon"] = n % 4 == 0 ? "NA" : "395",
            ["UcdpAgr"] = "",
            ["PamAgr"] = "NA",
            ["CowWar"] = "",
            ["GCh"] = "0",
        };

    // Every tenth has its bounds out of order, as some of the real ones have; dates of one day, of a week and of a
    // month.
    static Dictionary<string, string> GedRow(int n)
    {
        var start = new DateOnly(1989, 1, 1).AddDays(n * 41 % 12000);
        var (a, b, civilians, unknown) = (n % 4, n % 3, n % 5 == 0 ? n % 13 : 0, n % 7 == 0 ? 2 : 0);
        var best = a + b + civilians + unknown;
        return new()
        {
            ["id"] = Text(5000 + n),
            ["relid"] = $"KGZ-{n}",
            ["year"] = Text(start.Year),
            ["type_of_violence"] = Text(1 + (n % 3)),
            ["conflict_new_id"] = Text(300 + (n % 9)),
            ["dyad_new_id"] = Text(700 + (n % 17)),
            ["dyad_name"] = $"Government of X - Front {n % 17}",
            ["side_a"] = "Government of X",
            ["side_a_new_id"] = "118",
            ["side_b"] = $"Front {n % 17}",
            ["side_b_new_id"] = Text(4000 + (n % 17)),
            ["source_article"] = $"\"Agency,{n},Headline\"",
            ["source_office"] = n % 2 == 0 ? "Agency;Gazette" : "",
            ["source_date"] = n % 2 == 0 ? "2013-01-03;2013-01-04" : "",
            ["source_headline"] = n % 2 == 0 ? "One;Two" : "",
            ["source_original"] = "police",
            ["where_prec"] = Text(1 + (n % 7)),
            ["where_coordinates"] = $"Village {n % 31}",
            ["where_description"] = $"near\nthe river, \"{n}\"",
            ["latitude"] = Text(30 + (n % 15)),
            ["longitude"] = Text(60 + (n % 25)),
            ["country"] = n % 2 == 0 ? "Kyrgyzstan" : "Tajikistan",
            ["country_id"] = n % 2 == 0 ? "703" : "702",
            ["event_clarity"] = Text(1 + (n % 2)),
            ["date_prec"] = Text(n % 6 == 0 ? 2 : 1),
            ["date_start"] = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["date_end"] = start.AddDays(n % 6 == 0 ? 6 : 0).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["deaths_a"] = Text(a),
            ["deaths_b"] = Text(b),
            ["deaths_civilians"] = Text(civilians),
            ["deaths_unknown"] = Text(unknown),
            ["best"] = Text(best),
            ["high"] = Text(n % 10 == 0 ? Math.Max(0, best - 1) : best + (n % 4)),
            ["low"] = Text(Math.Max(0, best - (n % 2))),
            ["gwnoa"] = n % 2 == 0 ? "703" : "702",
            ["gwnob"] = "",
        };
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
