namespace Negotiations.Server.Tests.Formats;

/// <summary>Reports with a date in every member that takes one, beside the time of the event itself.</summary>
internal static class DatedMembers
{
    /// <summary>Types, and further members as JSON without the braces.</summary>
    public static (string Type, string More)[] Of(string date) =>
        [
            ("meeting-changed", $""" "meetingId": "m", "change": "rescheduled", "newDate": "{date}" """),
            ("ceasefire-agreed", $""" "ceasefireId": "from", "form": "verbal", "effectiveFrom": "{date}" """),
            ("ceasefire-agreed", $""" "ceasefireId": "until", "form": "verbal", "effectiveUntil": "{date}" """),
            (
                "toll-reported",
                $$""" "asOf": "{{date}}", "killed": { "qualifier": "exact", "best": 3, "unit": "people" } """
            ),
            (
                "milestone-reported",
                $""" "milestoneId": "n", "milestone": "works-began", "status": "planned", "plannedFor": "{date}" """
            ),
            (
                "instrument-signed",
                $$"""
                "instrumentId": "i", "title": "Treaty", "instrumentType": "treaty", "signatories": ["KGZ", "TJK"],
                "validity": "{{date}}", "subjectToRatification": true,
                "entryIntoForceTerms": { "trigger": "last-consent", "delay": "P30D" }
                """
            ),
            (
                "instrument-signed",
                $$"""
                "instrumentId": "on", "title": "Protocol", "instrumentType": "protocol", "signatories": ["KGZ", "TJK"],
                "entryIntoForceTerms": { "trigger": "date", "on": "{{date}}" }
                """
            ),
            .. new[] { "KGZ", "TJK" }.Select(party =>
                (
                    "consent-expressed",
                    $""" "instrumentId": "i", "party": "{party}", "mode": "ratification", "effective": "{date}" """
                )
            ),
            ("instrument-ended", $""" "instrumentId": "on", "mode": "expired", "effective": "{date}" """),
        ];
}
