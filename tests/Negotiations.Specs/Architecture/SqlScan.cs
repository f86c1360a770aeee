using System.Text.RegularExpressions;

namespace Negotiations.Specs.Architecture;

/// <summary>Finds what speaks to the database: a statement in a text, or a command that would carry one.</summary>
internal static partial class SqlScan
{
    public static bool HasSql(string source) =>
        Command().IsMatch(source) || Text().Matches(source).Any(text => Statement().IsMatch(text.Groups["text"].Value));

    // Only what is written as a text: a query expression of C# selects, too. Of an interpolated text, each piece.
    [GeneratedRegex(
        """""
            '(?:\\.|[^'\\\n])'|"""(?<text>.*?)"""|@\$?"(?<text>(?:[^"]|"")*)"|"(?<text>(?:\\.|[^"\\\n])*)"
            """"",
        RegexOptions.Singleline
    )]
    private static partial Regex Text();

    // Statements begin a text or a line of it, in small letters, as all of ours do.
    [GeneratedRegex(
        @"(?:^|\n)\s*(?:select [\w({*$]|insert into |update \S+ set |delete from |"
            + "create (?:table|database|role|index|schema|trigger|or replace)|alter (?:table|role|database)|"
            + @"drop (?:table|database|role)|truncate \w|lock table |listen \w|notify \w|grant \w|revoke \w|"
            + @"copy \S+ (?:from|\())"
    )]
    private static partial Regex Statement();

    [GeneratedRegex(
        @"\b(?:NpgsqlCommand|NpgsqlBatch|NpgsqlBatchCommand|NpgsqlDataReader|BeginBinaryImport\w*|"
            + @"ExecuteReaderAsync|ExecuteScalarAsync|ExecuteNonQueryAsync)\b"
    )]
    private static partial Regex Command();
}
