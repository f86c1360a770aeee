using Negotiations.Server.Http;

namespace Negotiations.Server.Importing;

/// <summary>The parameters of an import and of its rows.</summary>
internal static class ImportParameters
{
    public const string Vkey = "vkey";

    public const string Unproven = "unproven";

    public static readonly IReadOnlyList<QueryParameter> All =
    [
        new("format", "How the file is laid out.", "pax", ImportRequest.Formats),
        new("release", "The day on which this release of the dataset was published.", "2019-07-01"),
        new(
            "dataset",
            "The name of the dataset, the same for all its releases; that of the format when absent.",
            "pax"
        ),
        new(
            "covers",
            "Of which days the release would have everything: an earlier fact of these days that it has "
                + "not is gone, and "
                + "of others it says nothing. All days when absent.",
            "2024-02"
        ),
        new(
            "partial",
            "true: the file has new and changed rows only; what it has not is not gone.",
            "true",
            IsFlag: true
        ),
        new(
            "confirm",
            "What a refused import asked about, and a person has looked at; several between commas.",
            "rows-gone",
            ReleaseQuestions.Codes
        ),
        new("least", "Fewer rows are no whole release of this dataset. Remembered for its later releases.", "1500"),
        new("most", "More rows are no release of this dataset. Remembered for its later releases.", "5000"),
        new(
            Vkey,
            "Of the format events: the verifier key of the log that the record is from; may be repeated. Without it "
                + "the key that the file names is taken, and the report says which.",
            "negotiations.example/log+1a2b3c4d+AcfQ...",
            Repeats: true
        ),
        new(
            Unproven,
            "Of the format events, true: the record is taken as it is, and the log says so in a public notice.",
            "true",
            IsFlag: true
        ),
        new("dryRun", "true: nothing is recorded, and the report says what would be.", "true", IsFlag: true),
    ];

    public static readonly QueryParameter RowState = new(
        "state",
        "Only rows of which this became.",
        "quarantined",
        Parameters.Names<Negotiations.Import.Statements.RowState>()
    );
}
