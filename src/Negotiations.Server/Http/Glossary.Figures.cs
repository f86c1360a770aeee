namespace Negotiations.Server.Http;

// Figures and quantities.
internal static partial class Glossary
{
    /// <summary>Figures, how they come about, and quantities.</summary>
    private static Dictionary<string, (string Text, string? Example)> Figures =>
        new()
        {
            // Figures, and how they come about.
            ["approximate"] = ("True where a source says about.", "true"),
            ["open"] = ("The side on which a statement sets no limit.", "\"above\""),
            ["incidents"] = ("Each clash with what is counted of each side and of all.", null),
            ["sides"] = ("What is counted of each side.", null),
            ["over"] = ("The clashes in the days of tolls that name none: their headline.", "[\"september-2022\"]"),
            ["countLow"] = ("How many if all reports that may be of one happening are.", "2"),
            ["displacedHouseholds"] = ("Households that had to leave; counted apart from people.", null),
            ["evacuatedHouseholds"] = ("Households taken to safety; counted apart from people.", null),
            ["derivation"] = ("For a figure, how it is computed.", null),
            ["figure"] = ("What the parts give.", null),
            ["event"] = ("On a leaf, the report with its sources.", null),
            ["parts"] = ("What it is made of.", null),
            ["notCounted"] = ("Parts for which no source gives a figure.", "[\"TJK\"]"),
            ["setAside"] = ("What is left out, by which rule.", null),
            ["what"] = ("What is left out.", null),
            ["values"] = ("What the sentence says, by name.", "{ \"before\": 7, \"after\": 9, \"missing\": 8 }"),
            ["agreements"] = ("What was agreed on, by every report of it.", null),
            ["settledBy"] = ("For a plan, the report that says what became of it; absent while it is open.", null),
            ["paxStage"] = ("Stage in the PA-X codebook.", "\"Pre\""),

            // Quantities.
            ["text"] = ("In words.", "\"dozens\""),
            ["qualifier"] = ("What the words say of the figure.", "\"dozens\""),
            ["low"] = ("The least that is supported; absent: nothing sets a floor.", "24"),
            ["best"] = ("The figure that is committed to; absent: none is.", "36"),
            ["high"] = ("The most that is supported; absent: nothing sets a ceiling.", "62"),
            ["unit"] = ("Of what.", "\"km\""),
            ["killed"] = ("How many were killed.", null),
            ["injured"] = ("How many were injured.", null),
            ["displaced"] = ("How many had to leave.", null),
            ["evacuated"] = ("How many were taken away to safety.", null),
            ["of"] = ("Who is counted.", null),
            ["side"] = ("The code of the side the losses are of.", "\"TJK\""),
            ["count"] = ("How many.", "1"),
            ["amount"] = ("How much.", """{ "text": "1 million", "qualifier": "exact", "best": 1000000 }"""),
            ["currency"] = ("ISO 4217.", "\"EUR\""),
            ["value"] = ("Its value.", null),
            ["number"] = ("As the registry numbers it.", "\"I-59000\""),
        };
}
