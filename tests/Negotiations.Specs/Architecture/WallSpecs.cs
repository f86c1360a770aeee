using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>The walls between and within the projects, read off the sources: convention alone did not keep
/// them.</summary>
public partial class WallSpecs
{
    // The supervisor asks a server it has started whether it answers, before there is a store.
    private const string Supervisor = "Negotiations.Postgres/Greeting.cs";

    public static TheoryData<string> Projects => [.. Sources.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folder_reaches_itself_again(string project) =>
        Assert.Equal([], FolderGraph.Of(project, Sources.Of(project)).Cycles);

    [Fact]
    public void A_cycle_is_found_by_usings()
    {
        var graph = FolderGraph.Of(
            "Made.Up",
            [
                new("One/A.cs", "using Made.Up.Two;\nnamespace Made.Up.One;\npublic class A { B b; }\n"),
                new("Two/B.cs", "using Made.Up.Three;\nnamespace Made.Up.Two;\npublic class B { C c; }\n"),
                new("Three/C.cs", "using Made.Up.One;\nnamespace Made.Up.Three;\npublic class C { A a; }\n"),
                new("Four/D.cs", "using Made.Up.One;\nnamespace Made.Up.Four;\npublic class D { A a; }\n"),
            ]
        );

        Assert.Equal(
            [
                "Made.Up: One -> Two (One/A.cs: using Made.Up.Two)",
                "Made.Up: Three -> One (Three/C.cs: using Made.Up.One)",
                "Made.Up: Two -> Three (Two/B.cs: using Made.Up.Three)",
            ],
            graph.Cycles
        );
    }

    [Theory]
    [InlineData("Made.Up.Two.B b;", "Made.Up.Two.B")]
    [InlineData("Two.B b;", "Two.B")]
    public void A_cycle_is_found_by_names_that_are_written_out(string member, string named) =>
        Assert.Equal(
            [$"Made.Up: One -> Two (One/A.cs: {named})", "Made.Up: Two -> One (Two/B.cs: using Made.Up.One)"],
            FolderGraph
                .Of(
                    "Made.Up",
                    [
                        new("One/A.cs", $"namespace Made.Up.One;\npublic class A {{ {member} }}\n"),
                        new("Two/B.cs", "using Made.Up.One;\nnamespace Made.Up.Two;\npublic class B { A a; }\n"),
                    ]
                )
                .Cycles
        );

    [Fact]
    public void A_cycle_is_found_through_the_top_of_the_project_and_through_a_page() =>
        Assert.Equal(
            [
                "Made.Up: . -> One (Top.cs: using Made.Up.One)",
                "Made.Up: One -> . (One/A.cs: Top)",
                "Made.Up: Pages -> Parts (Pages/Board.razor: Row)",
                "Made.Up: Parts -> Pages (Parts/Row.razor: Board)",
            ],
            FolderGraph
                .Of(
                    "Made.Up",
                    [
                        new("Top.cs", "using Made.Up.One;\nnamespace Made.Up;\npublic class Top { A a; }\n"),
                        new(
                            "One/A.cs",
                            "namespace Made.Up.One;\n/// <summary>Not a Board.</summary>\n"
                                + "public class A { Top top; string Row = \"Row\"; }\n"
                        ),
                        new("Pages/Board.razor", "<Row />\n"),
                        new("Parts/Row.razor", "@code { Board? board; }\n"),
                    ]
                )
                .Cycles
        );

    [Fact]
    public void Only_the_store_speaks_SQL()
    {
        var outside = Sources
            .Projects.Where(each => each != "Negotiations.Store")
            .SelectMany(project =>
                Sources.Of(project).Where(file => SqlScan.HasSql(file.Text)).Select(file => $"{project}/{file.Path}")
            );

        Assert.Equal([Supervisor], outside);
    }

    [Theory]
    [InlineData("var sql = \"select id from status\";")]
    [InlineData("var sql = $\"insert into {Tables.Schema}.status values ($1)\";")]
    [InlineData("var sql =\n    \"\"\"\n    update x.status set id = 1\n    \"\"\";")]
    [InlineData("var quote = '\"'; var sql = \"select id from status\";")]
    [InlineData("var sql = @\"\n    with all as (\n    select id from status)\";")]
    [InlineData("var sql =\n    \"\"\"\n    with all as (\n    select id from status)\n    \"\"\";")]
    [InlineData("await using var command = new NpgsqlCommand(text, connection);")]
    public void SQL_is_found(string source) => Assert.True(SqlScan.HasSql(source));

    [Theory]
    [InlineData("var text = \"Create a key, select a role, update nothing.\";")]
    [InlineData("var kept =\n    from row in rows\n    select row.Id;\nvar text = \"None\";")]
    [InlineData("// select is a word, too: select id from status\nvar kept = rows.Select(row => row.Id);")]
    public void Words_are_not_taken_for_SQL(string source) => Assert.False(SqlScan.HasSql(source));

    [Fact]
    public void The_folders_of_the_store_stand_in_the_order_that_the_architecture_gives()
    {
        var lines = FolderLine().Matches(File.ReadAllText(Sources.PathOf("docs/architecture.md")));
        var places = lines
            .SelectMany(
                (line, place) => Quoted().Matches(line.Value).Select(each => (Name: each.Groups[1].Value, place))
            )
            .ToDictionary(each => each.Name, each => each.place);
        var files = Sources.Of("Negotiations.Store");

        Assert.Equal(
            files.Select(each => each.Folder).Where(each => each.Length > 0).Distinct().Order(),
            places.Keys.Order()
        );
        Assert.Equal(
            [],
            FolderGraph
                .Of("Negotiations.Store", files)
                .Ways.Where(way => way.From.Length > 0 && places[way.From] <= places[way.To])
                .Select(way => $"{way.From} uses {way.To}")
        );
    }

    [Fact]
    public void Each_statement_that_reads_a_table_of_Marten_is_named_in_the_decision_record_with_its_figure()
    {
        string[] allowed = ["Setup/", "Append/EventCopy.cs", "Append/Restoring.cs"];
        var record = File.ReadAllText(Sources.PathOf("docs/decisions/14-followers-of-our-own.md"));
        var named = Quoted().Matches(record).Select(each => each.Groups[1].Value).ToHashSet();
        var reading = Sources
            .Of("Negotiations.Store")
            .Where(file => !allowed.Any(each => file.Path.StartsWith(each, StringComparison.Ordinal)))
            .Where(file => MartenTable().IsMatch(file.Text))
            .Select(file => file.Path)
            .ToList();

        Assert.Equal([], reading.Where(each => !named.Contains(each)));
        Assert.Equal(
            [],
            named.Where(each =>
                each.EndsWith(".cs", StringComparison.Ordinal)
                && !File.Exists(Sources.PathOf("src/Negotiations.Store/" + each))
            )
        );
    }

    [Fact]
    public void The_store_knows_no_web()
    {
        Assert.Equal("Microsoft.NET.Sdk", Sources.Project("Negotiations.Store").Root!.Attribute("Sdk")!.Value);
        Assert.Empty(Sources.Project("Negotiations.Store").Descendants("FrameworkReference"));
        Assert.DoesNotContain(Sources.Of("Negotiations.Store"), file =>
            file.Text.Contains("Microsoft.AspNetCore", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("Negotiations.Dashboard", Sources.Below("Negotiations.Store"));
    }

    [Fact]
    public void The_pages_rest_on_the_store_and_never_on_the_server() =>
        Assert.Equal(
            ["Negotiations", "Negotiations.Ledger", "Negotiations.Store"],
            Sources.Below("Negotiations.Dashboard").Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("Negotiations")]
    [InlineData("Negotiations.Import")]
    [InlineData("Negotiations.Ledger")]
    public void Neither_the_record_nor_an_importer_nor_the_ledger_reads_a_clock_or_a_file(string project) =>
        Assert.Empty(Sources.Of(project).Where(file => Outside().IsMatch(file.Text)).Select(file => file.Path));

    [Theory]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var text = File.ReadAllText(path);")]
    [InlineData("using HttpClient client = new();")]
    public void A_clock_a_file_and_a_request_are_found(string source) => Assert.Matches(Outside(), source);

    [GeneratedRegex(@"^\d+\. `.*$", RegexOptions.Multiline)]
    private static partial Regex FolderLine();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\.mt_(?:events|streams)\b")]
    private static partial Regex MartenTable();

    [GeneratedRegex(
        @"\b(?:DateTime(?:Offset)?\.(?:Now|UtcNow|Today)|TimeProvider|Stopwatch|File\.\w+|Directory\.\w+|"
            + @"FileStream|HttpClient|Socket|Process\.Start)\b"
    )]
    private static partial Regex Outside();
}
