// cspell:ignore ALLOWEDHOSTS REDAING PGBIN casbook onfiguration jsn urls dta
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Negotiations.Server.Settings;
using Negotiations.Server.Starting;
using Negotiations.Server.Tests.Postgres;
using Negotiations.Specs.Ledger;

namespace Negotiations.Server.Tests.Starting;

/// <summary>Every setting is declared once: what is not declared, or cannot be meant, stops the start.</summary>
public sealed partial class SettingTests
{
    [Fact]
    public void Every_setting_misspelt_by_one_letter_stops_the_start_and_the_right_name_is_shown()
    {
        var tried = 0;
        foreach (var setting in SettingCatalogue.All.Where(each => each.Name.Contains(':', StringComparison.Ordinal)))
        foreach (var misspelt in Misspellings(setting.Name))
        {
            Assert.True(
                Find(misspelt, setting.Example) is { } sentence
                    && sentence.Contains($"Did you mean {setting.Name} ", StringComparison.Ordinal),
                $"{misspelt}: {Find(misspelt, setting.Example)}"
            );
            tried++;
        }

        Assert.True(tried > 120, $"{tried} were tried.");
    }

    [Fact]
    public void Every_example_is_taken_and_without_the_setting_that_it_needs_both_are_named()
    {
        Assert.All(SettingCatalogue.All.Where(each => each.Needs is null), setting =>
            Assert.Null(Find(setting.Name, setting.Example))
        );
        foreach (var setting in SettingCatalogue.All.Where(each => each.Needs is not null))
        {
            Assert.Contains(
                $"{setting.Name} has no effect without {setting.Needs}.",
                Find(setting.Name, setting.Example),
                StringComparison.Ordinal
            );
            Assert.Null(
                SettingCheck.Find(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection(
                            new Dictionary<string, string?>
                            {
                                [setting.Name] = setting.Example,
                                [setting.Needs!] = SettingCatalogue
                                    .All.Single(each => each.Name == setting.Needs)
                                    .Example,
                            }
                        )
                        .Build()
                )
            );
        }
    }

    [Fact]
    public void Every_value_that_is_not_of_its_kind_is_refused_with_an_example()
    {
        var refused = SettingCatalogue
            .All.Where(each => each.Kind != SettingKind.Text)
            .Select(each => (each.Example, Sentence: Find(each.Name, "15 s")))
            .ToList();

        Assert.All(refused, each => Assert.Contains($"Write {each.Example}", each.Sentence, StringComparison.Ordinal));
        Assert.True(refused.Count > 20);
    }

    [Theory]
    [InlineData("READING__CLOSE", "true", "Did you mean reading:closed (READING__CLOSED in the environment)?")]
    [InlineData("READING_CLOSED", "true", "Did you mean reading:closed")]
    [InlineData("REDAING__CLOSED", "true", "Did you mean reading:closed")]
    [InlineData("ConnectionStrings__negotiation", "Host=x", "Did you mean ConnectionStrings:negotiations")]
    [InlineData("NEGOTIATIONS_PGBIN", "/usr", "Did you mean NEGOTIATIONS_PG_BIN")]
    [InlineData("WEBHOOKS__IN_ALL_COLOURS_OF_THE_RAINBOW", "red", "RAINBOW. docs/settings.md")]
    [InlineData("WEBHOOKS__TIMEOUT", "15s", "webhooks:timeout is '15s', which is no span of time")]
    [InlineData("WEBHOOKS__TIMEOUT", "15", "webhooks:timeout is '15', which is no span of time")]
    [InlineData("READING__CLOSED", "yes", "reading:closed is 'yes', which is neither true nor false")]
    [InlineData("PUBLIC__ADDRESS", "talks.example", "public:address is 'talks.example', which is no absolute address")]
    [InlineData("CORS__ORIGINS", "https://a.example/path", "cors:origins is 'https://a.example/path'")]
    [InlineData("LOGS__FORMAT", "jsn", "Did you mean json?")]
    [InlineData("POSTGRES__DOWNLOAD", "17.6", "which is none of 15, 16, 17, 18, off. Write off")]
    [InlineData("ALLOWEDHOSTS", "https://talks.example", "no list of names of hosts (without scheme and port)")]
    [InlineData("ALLOWEDHOSTS", "talks.example:443", "Write talks.example;localhost")]
    [InlineData("SECURITY__CONTACT", "desk", "no address of a contact (mailto:, tel: or https:)")]
    [InlineData("WEBHOOKS__BACKOFF", ",", "no spans of time")]
    [InlineData("WEBHOOKS__POLL", "0:0:0.00001", "no span of time")]
    [InlineData("POSTGRES__REPOSITORY", "mirror.example", "which is no absolute address")]
    public void The_sentence_names_the_setting_and_the_remedy(string variable, string value, string says) =>
        Assert.Contains(says, Find(variable.Replace("__", ":", StringComparison.Ordinal), value));

    [Theory]
    [InlineData("PATH", "/usr/bin")]
    [InlineData("PUBLIC", "C:\\Users\\Public")]
    [InlineData("LEDGER_PORT", "tcp://10.0.0.1:80")]
    [InlineData("ASPNETCORE_URLS", "http://*:80")]
    [InlineData("Logging:LogLevel:Marten", "Debug")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections", "100")]
    [InlineData("ConnectionStrings:others", "Host=x")]
    [InlineData("proxy:known:0", "10.0.0.0/8")]
    [InlineData("AllowedHosts", "*.talks.example;[::1];10.0.0.1")]
    [InlineData("security:contact", "https://talks.example/weaknesses")]
    public void What_is_of_others_is_left_alone(string name, string value) => Assert.Null(Find(name, value));

    [Fact]
    public void A_number_is_taken_up_to_its_bounds_and_refused_beyond_them()
    {
        var numbers = SettingCatalogue.All.Where(each => each.Kind == SettingKind.Number).ToList();

        foreach (var (name, (least, most)) in numbers.Select(each => (each.Name, each.Range)))
        {
            Assert.Null(Find(name, $"{least}"));
            Assert.Null(Find(name, $"{most}"));
            Assert.Contains($"from {least} to {most}", Find(name, $"{(Int128)least - 1}"), StringComparison.Ordinal);
            Assert.Contains($"from {least} to {most}", Find(name, $"{(Int128)most + 1}"), StringComparison.Ordinal);
        }

        Assert.True(numbers.Count > 15, $"{numbers.Count} numbers were tried.");
    }

    /// <summary>Read off the sources, so that a new setting cannot be forgotten.</summary>
    [Fact]
    public void Every_setting_that_the_sources_read_is_declared()
    {
        List<string> read = [];
        foreach (
            var file in Directory
                .GetFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
        )
        {
            var text = File.ReadAllText(file);
            read.AddRange(Whole().Matches(text).Select(match => match.Groups["name"].Value));
            if (Section().Match(text) is { Success: true } section)
                read.AddRange(
                    Inside()
                        .Matches(text)
                        .Select(match => $"{section.Groups["name"].Value}:{match.Groups["name"].Value}")
                );
        }

        var declared = SettingCatalogue.All.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        var unknown = read.Where(name => !declared.Contains(name) && !IsSection(name)).Distinct().ToList();
        Assert.True(unknown.Count == 0, $"Not declared: {string.Join(", ", unknown)}");
        Assert.True(read.Distinct().Count() > 35, $"Only {read.Distinct().Count()} were found.");
    }

    [Fact]
    public async Task The_page_shows_what_is_declared()
    {
        var file = Repository.Path("docs/settings.md");
        if (Environment.GetEnvironmentVariable("NEGOTIATIONS_ACCEPT") == "1")
            await File.WriteAllTextAsync(file, SettingsPage.Write(), Scratch.Stop);

        Assert.Equal(await File.ReadAllTextAsync(file, Scratch.Stop), SettingsPage.Write());
    }

    [Theory]
    [InlineData("--url", "Did you mean --urls?")]
    [InlineData("--no-casbook", "Did you mean --no-casebook?")]
    [InlineData("--dta=x", "Did you mean --data?")]
    public void A_misspelt_option_is_refused_with_the_nearest(string option, string says) =>
        Assert.Contains(says, CommandLine.Read([option]).Mistake);

    static string? Find(string name, string value) =>
        SettingCheck.Find(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build()
        );

    static bool IsSection(string name) =>
        SettingCatalogue.Sections.Any(section =>
            section == name
            || SettingCatalogue.All.Any(each => each.Name.StartsWith(name + ":", StringComparison.Ordinal))
        );

    // A letter left out and two swapped, in the last part of the name.
    static IEnumerable<string> Misspellings(string name)
    {
        var at = name.LastIndexOf(':') + 2;
        return new[]
        {
            name.Remove(at, 1),
            name[..at] + name[(at + 1)..(at + 2)] + name[at] + name[(at + 2)..],
            name + "s",
        }
            .Where(each => !SettingCatalogue.All.Any(known => known.Is(each)))
            .Distinct();
    }

    [GeneratedRegex("""onfiguration(?:\[|\s*\.GetValue(?:<[^>]*>)?\(\s*|\s*\.GetSection\(\s*)"(?<name>[\w:.-]+)\W""")]
    private static partial Regex Whole();

    [GeneratedRegex("""onfiguration\.GetSection\("(?<name>[\w:]+)"\);""")]
    private static partial Regex Section();

    [GeneratedRegex("""section(?:\[|\s*\.GetValue(?:<[^>]*>)?\(\s*)"(?<name>[\w:]+)\W""")]
    private static partial Regex Inside();
}
