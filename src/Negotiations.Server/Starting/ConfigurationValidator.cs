using Negotiations.Server.Ledger;
using Negotiations.Server.Reading;
using Negotiations.Server.Settings;
using Negotiations.Server.Webhooks;
using Npgsql;

namespace Negotiations.Server.Starting;

/// <summary>Settings that cannot be meant, found before anything is started because of them.</summary>
internal static class ConfigurationValidator
{
    private static readonly string[] Connections = ["negotiations", "negotiations-owner"];

    /// <summary>
    /// What is wrong and how to write it; null when nothing is. A connection string is never repeated: it holds a
    /// password.
    /// </summary>
    public static string? Find(IConfiguration configuration, string urls) =>
        SettingCheck.Find(configuration)
        ?? urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Where(url => !IsAddress(url))
            .Select(url =>
                $"'{url}' is no address to listen on. Write http://127.0.0.1:5080, or http://*:5080 for "
                + "every network this machine is in."
            )
            .FirstOrDefault()
        ?? Connections
            .Where(name => !IsConnection(configuration.GetConnectionString(name)))
            .Select(name =>
                $"ConnectionStrings__{name} is no connection string. Write "
                + "Host=...;Database=...;Username=...;Password=..."
            )
            .FirstOrDefault()
        ?? (
            ReaderServices.Read(configuration).IsOn
            && string.IsNullOrEmpty(configuration.GetConnectionString("negotiations"))
                ? "A reader (--reader) has no database of its own. Name the one that it reads, such as a standby, in "
                    + "ConnectionStrings__negotiations."
                : null
        )
        ?? Unreadable(() => WebhookSettings.Read(configuration))
        ?? Unreadable(() => SecretProtector.Check(configuration))
        ?? Unreadable(() => CosignatureEndpoint.Witnesses(configuration));

    // What takes a closer look says itself what is wrong; a key is not repeated.
    private static string? Unreadable(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (InvalidDataException unusable)
        {
            return unusable.Message;
        }
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: <= ushort.MaxValue };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsConnection(string? text)
    {
        try
        {
            return string.IsNullOrEmpty(text) || !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(text).Host);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
