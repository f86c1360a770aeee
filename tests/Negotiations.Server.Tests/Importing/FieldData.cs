using System.Globalization;

namespace Negotiations.Server.Tests.Importing;

/// <summary>
/// Files of the field. Their terms do not allow that they are shipped, so the tests make files of the same shape, with the same faults;
/// <c>NEGOTIATIONS_FIELD_DATA</c> names a folder with the real ones, and then the same tests count those.
/// </summary>
public static class FieldData
{
    public static string Pax => Real("pax-agreements-2019.csv") ?? '\uFEFF' + PlainTable.Write([.. Enumerable.Range(1, 240).Select(PaxRow)]);

    public static string? Real(string name) =>
        Environment.GetEnvironmentVariable("NEGOTIATIONS_FIELD_DATA") is { Length: > 0 } folder && File.Exists(Path.Combine(folder, name)) ? File.ReadAllText(Path.Combine(folder, name)) : null;

    static readonly string[] Stages = ["Pre/Proc", "SubPar/MultIss", "Cea/Ceas", "Imp/ImpMod", "SubComp/FrAg", "Ren/Reimp", "SubComp/FrCons", "Cea/Rel", "Oth/"];
    static readonly string[] Countries = ["TJK", "KGZ", "PHL", "BIH", "SYR", "COL", "NPL", "SOM"];

    static Dictionary<string, string> PaxRow(int n) => new()
    {
        ["Con"] = $"Country {n % 8}",
        ["Contp"] = n % 3 == 0 ? "Government" : "Government/territory",
        ["PP"] = n % 40 == 0 ? "" : Text(n % 23),
        ["PPName"] = n % 40 == 0 ? "" : $"Peace process no. {n % 23}",
        ["Reg"] = "Asia and Pacific",
        ["AgtId"] = Text(1000 + n),
        ["Agt"] = n % 7 == 0 ? $"Protocol, \"{n}\", on\nthe return of refugees" : $"Agreement no. {n}",
        ["Dat"] = new DateOnly(1991, 1, 1).AddDays(n * 37 % 9000).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
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

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
